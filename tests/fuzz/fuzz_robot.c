// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a robot's answers: element status, mode pages, logs. What is
 * accepted must keep what kernel/smc.h promises about it, and orders checked
 * against a map made of it must not read beyond it.
 */
#include <stdlib.h>
#include <string.h>

#include "smc.h"

#define ELEMENTS	512

int LLVMFuzzerTestOneInput(const u8 *data, size_t len);

static struct dsr_element elements[ELEMENTS];
static u32 nr_elements;

static void check(bool promise)
{
	if (!promise)
		abort();
}

static bool take(void *data, const struct dsr_element *e,
		 const struct dsr_smc_id *id)
{
	(void)data;
	check(e->size == sizeof(*e));
	check(e->type >= DSR_ELEMENT_TRANSPORT && e->type < DSR_ELEMENT_TYPES);
	check(e->flags & DSR_EL_EXCEPT || (!e->asc && !e->ascq));
	check(!(e->flags & DSR_EL_TAG) == !e->tag[0]);
	check(id->bytes <= DSR_DRIVE_ID_BYTES && !id->set == !id->bytes);
	if (nr_elements == ELEMENTS)
		return false;
	elements[nr_elements++] = *e;
	return true;
}

static void told(void *data, const struct dsr_smc_change *c)
{
	(void)data;
	check(c->event >= DSR_CHANGER_EVENT_ELEMENT);
	check((c->event == DSR_CHANGER_EVENT_MOVED) == !c->element);
}

static void fuzz_elements(u32 quirks, u32 ask, const u8 *data, u32 len)
{
	struct dsr_smc_reader r = { .quirks = quirks, .ask = ask, .each = take };
	int nr;

	nr_elements = 0;
	nr = dsr_smc_parse_elements(data, len, &r);
	if (nr < 0)
		return;
	check((u32)nr == nr_elements);
	check(!nr || (len >= 8 + 8 + 4 && r.widest >= 4));
	check((u32)nr * 4 <= len);
}

static void fuzz_robot(struct dsr_smc_robot *r, const u8 *data, u32 len)
{
	const struct dsr_element_range *range = r->info.ranges;
	bool addresses = !dsr_smc_parse_addresses(data, len, r);
	u32 i;

	if (addresses)
		check(range[DSR_ELEMENT_STORAGE].count);
	for (i = 0; i < DSR_ELEMENT_TYPES; i++)
		check(range[i].first + range[i].count <= 0x10000);
	dsr_smc_parse_geometry(data, len, r);
	dsr_smc_robot_pages(r, addresses,
			    !dsr_smc_parse_capabilities(data, len, r));
}

static void fuzz_order(const struct dsr_smc_robot *r, const u8 *data, u32 len)
{
	struct dsr_smc_map m = { elements, nr_elements };
	struct dsr_smc_map before = { elements, nr_elements / 2 };
	struct dsr_smc_plan p = { .order = DSR_ORDER_MOVE };
	u32 value;

	if (len < 8)
		return;
	p.order = data[0] % (DSR_ORDER_SENSE + 1);
	p.flags = data[1];
	p.transport = data[2] ? DSR_TRANSPORT_ANY : data[3];
	p.source = data[4] << 8 | data[5];
	p.destination = data[6] << 8 | data[7];
	p.second = p.source;
	dsr_smc_refuse(r, &m, &p, &value);
	check(!dsr_smc_diff(&m, &m, r->model->quirks, NULL, told, NULL));
	dsr_smc_diff(&before, &m, r->model->quirks, &p, told, NULL);
}

static void fuzz_log(u8 page, const u8 *data, u32 len)
{
	struct dsr_changer_log log = {};

	if (dsr_smc_parse_log(page, data, len, &log)) {
		check(!log.valid && !log.pages);
		return;
	}
	check(log.nr_mechanism <= DSR_LOG_ENTRIES);
	check(log.nr_commands <= DSR_LOG_ENTRIES);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	const struct dsr_smc_model *jvc = &dsr_smc_models[0];
	struct dsr_smc_robot r;

	fuzz_elements(0, SMC_ASK_TAGS | SMC_ASK_IDS, data, len);
	fuzz_elements(jvc->quirks, 0, data, len);
	dsr_smc_robot_init(&r, dsr_smc_model("", ""));
	fuzz_robot(&r, data, len);
	fuzz_order(&r, data, len);
	dsr_smc_robot_init(&r, jvc);
	fuzz_robot(&r, data, len);
	fuzz_order(&r, data, len);
	fuzz_log(SMC_LOG_PAGES, data, len);
	fuzz_log(SMC_LOG_NON_MEDIUM, data, len);
	fuzz_log(SMC_LOG_EVENTS, data, len);
	fuzz_log(SMC_LOG_COUNTER, data, len);
	return 0;
}
