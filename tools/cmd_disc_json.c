// SPDX-License-Identifier: GPL-2.0
/* A disc as JSON. */
#include "cmd_disc.h"
#include "disc/cdtext.h"
#include "json.h"
#include "json_disc.h"

static struct json_object *text_or_null(const char *text)
{
	return text && *text ? json_object_new_string(text) : NULL;
}

static void add_layers(struct json_object *o, const struct facts *f)
{
	if (!f->has_layers)
		return;
	json_set_string(o, "book_type", dvd_book(f->layers.book));
	json_set_number(o, "layers", f->layers.layers);
	json_set_number(o, "layer_break", dvd_layer_break(&f->layers));
}

static struct json_object *medium_json(const struct disc_view *v)
{
	const struct facts *f = &v->facts;
	struct json_object *o = json_probe(&v->probe);

	json_set_string(o, "written", facts_state(f));
	json_set_bool(o, "rewritable", f->has_info && f->info.erasable);
	json_object_object_add(o, "medium_id", text_or_null(f->medium_id));
	json_set_string(o, "protection", facts_protection(f));
	add_layers(o, f);
	if (f->has_info)
		json_set_number(o, "sessions", f->info.sessions);
	if (f->has_atip)
		json_object_object_add(o, "room",
				       json_object_new_int(f->atip.lead_out));
	if (f->has_next) {
		json_object_object_add(o, "next_writable",
				       json_object_new_int(f->next_writable));
		json_set_number(o, "free_blocks", f->free_blocks);
	}
	if (f->max_read_kbs)
		json_set_number(o, "max_read_kbs", f->max_read_kbs);
	return o;
}

static struct json_object *texts_json(const struct cdtext_texts *texts,
				      unsigned int track)
{
	struct json_object *o = json_object_new_object();
	unsigned int field;

	json_set_number(o, "track", track);
	for (field = 0; field < CDTEXT_FIELDS; field++)
		if (texts->text[field][track])
			json_set_string(o, cdtext_field_word(field),
					texts->text[field][track]);
	return o;
}

static bool has_text(const struct cdtext_texts *texts, unsigned int track)
{
	unsigned int field;

	for (field = 0; field < CDTEXT_FIELDS; field++)
		if (texts->text[field][track])
			return true;
	return false;
}

static struct json_object *language_json(const struct cdtext_texts *texts)
{
	struct json_object *o = json_object_new_object();
	struct json_object *list = json_object_new_array();
	unsigned int track;

	json_set_number(o, "language_code", texts->language);
	json_object_object_add(o, "language",
			       text_or_null(cdtext_language(texts->language)));
	json_set_number(o, "genre_code", texts->genre);
	for (track = 0; track < CDTEXT_TRACKS; track++)
		if (has_text(texts, track))
			json_object_array_add(list, texts_json(texts, track));
	json_object_object_add(o, "texts", list);
	return o;
}

static struct json_object *cdtext_json(const struct disc *d)
{
	struct json_object *list = json_object_new_array();
	struct cdtext_texts texts;
	unsigned int block;

	for (block = 0; d->cdtext_bytes && block < CDTEXT_BLOCKS; block++) {
		if (!cdtext_decode(d->cdtext, d->cdtext_bytes, block, &texts))
			json_object_array_add(list, language_json(&texts));
		cdtext_texts_free(&texts);
	}
	return list;
}

/**
 * disc_show_json() - print a disc as JSON
 * @view: looked at
 */
void disc_show_json(const struct disc_view *view)
{
	struct json_object *doc = json_document("disc"), *notes;
	const struct said *said = &view->master.said;
	unsigned int i;

	json_set_string(doc, "path", view->path);
	json_object_object_add(doc, "medium",
			       view->drive ? medium_json(view) : NULL);
	json_object_object_add(doc, "kind",
			       view->readable ?
			       text_or_null(view->master.kind) : NULL);
	json_object_object_add(doc, "volume", text_or_null(view->volume));
	json_object_object_add(doc, "content", view->readable ?
			       json_disc(&view->master.disc) : NULL);
	json_object_object_add(doc, "cdtext", view->readable ?
			       cdtext_json(&view->master.disc) : NULL);
	json_object_object_add(doc, "not_copied", view->readable ? NULL :
			       text_or_null(said->why));
	notes = json_object_new_array();
	for (i = 0; i < said->nr_notes; i++)
		json_object_array_add(notes,
				      json_object_new_string(said->notes[i]));
	json_object_object_add(doc, "notes", notes);
	json_print_pretty(doc);
}
