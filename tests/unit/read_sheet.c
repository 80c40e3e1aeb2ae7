// SPDX-License-Identifier: GPL-2.0
/* Sheets out of texts, without the files they name. */
#include <stdlib.h>
#include <string.h>

#include "read_sheet.h"
#include "unit.h"

int64_t sheet_file_bytes;

static int64_t measure(void *data, const struct sheet_file *file, struct said *said)
{
	(void)data;
	(void)file;
	(void)said;
	return sheet_file_bytes;
}

/**
 * read_sheet() - parse a text
 * @path: its name tells the language
 * @text: parsed from a copy on the heap that ends where the text ends
 * @said: is emptied, gets what is wrong
 * @ret: gets what the parser returned
 *
 * Every file that it names is sheet_file_bytes long.
 *
 * Return: the sheet, for sheet_free().
 */
struct sheet *read_sheet(const char *path, const char *text, struct said *said, int *ret)
{
	struct sheet *sheet = sheet_new(path);
	char *copy = strdup(text);

	memset(said, 0, sizeof(*said));
	*ret = strstr(path, ".toc") ?
		       toc_file_parse(sheet, copy, strlen(copy), measure, NULL, said) :
		       cue_parse(sheet, copy, strlen(copy), measure, NULL, said);
	free(copy);
	return sheet;
}

/**
 * good_sheet() - read_sheet() of a text in which nothing is wrong
 * @path: its name tells the language
 * @text: of it
 * @said: is emptied, may get notes
 *
 * Return: the sheet, for sheet_free().
 */
struct sheet *good_sheet(const char *path, const char *text, struct said *said)
{
	struct sheet *sheet;
	int ret;

	sheet = read_sheet(path, text, said, &ret);
	ck_assert_msg(!ret, "%s: expected no complaint, got %s", text, said->why);
	return sheet;
}

/**
 * check_wrong_sheet() - a sheet is refused with the right sentence
 * @path: its name tells the language
 * @w: it, and words of that sentence
 */
void check_wrong_sheet(const char *path, const struct wrong_sheet *w)
{
	struct sheet *sheet;
	struct said said;
	int ret;

	sheet = read_sheet(path, w->text, &said, &ret);
	ck_assert_msg(ret < 0, "expected '%s' to be refused", w->text);
	ck_assert_msg(strstr(said.why, w->said), "expected a sentence with '%s', got '%s'",
		      w->said, said.why);
	said_free(&said);
	sheet_free(sheet);
}
