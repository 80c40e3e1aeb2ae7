/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of a drive by its name and age. Pure. */
#ifndef DSRCTL_READER_KIND_H
#define DSRCTL_READER_KIND_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct reader_kind - how a drive is talked to
 * @vendor: INQUIRY vendor, NULL: any
 * @product: how its product begins, NULL: any
 * @newest: highest INQUIRY version (byte 2) that the row is for
 * @old: SCSI-1 or SCSI-2: one command at a time, on a bus that other hosts may
 *	share; mode commands of six bytes
 * @sony: has Sony's C1h to C9h too
 * @buffers: READ and WRITE BUFFER are a test of its buffer; elsewhere they may
 *	be a way to its firmware
 * @audio_page: code of the audio control page
 */
struct reader_kind {
	const char *vendor;
	const char *product;
	uint8_t newest;
	bool old;
	bool sony;
	bool buffers;
	uint8_t audio_page;
};

const struct reader_kind *reader_kind_of(const char *vendor,
					 const char *product, uint8_t version);

#endif /* DSRCTL_READER_KIND_H */
