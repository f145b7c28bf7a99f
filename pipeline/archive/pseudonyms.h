/* Keyed pseudonyms for the people behind accounts: the same name gets the same pseudonym wherever it stands, with one key, in every run and file; without the
 * key nobody can tell whose it is, nor try names out.
 *
 *   name, as it is shown, without @, NFC, lower case -> BLAKE2b with the key, 80 bits -> "anon_" and 16 letters and digits (base 32)
 *
 * Accounts of brands stay as they are. The text around a name is not changed: what somebody is called in running text ("Anna Hansen") stays.
 */
#ifndef OMTALE_PSEUDONYMS_H
#define OMTALE_PSEUDONYMS_H

#include "archive/accounts.h"
#include "lib/digest.h"
#include "lib/map.h"

struct pseudonyms {
	unsigned char key[DIGEST_KEY];
	struct map brands; /* their accounts, in the form that is hashed */
	struct account_form form;
	struct shown shown;
	size_t renamed; /* of the text shown: up to the end of the last name */
	struct buffer name;
	/* The hashes of names and ids last met, each in the one place that its text may have: hashing is most of the work, and few write much. */
	struct pseudonym {
		unsigned char length;
		char plain[47]; /* with its kind */
		unsigned char hash[16];
	} known[1024];
};

/* Reads the key (64 hexadecimal digits, a file that nobody else may read) and the accounts of a brand lexicon. Dies when it cannot. Init with {0}. */
void
pseudonyms_open(struct pseudonyms *pseudonyms, const char *key_path, const char *brands_path);

/* Each of these gives the text with its names replaced, in *room where something had to be; valid UTF-8 in and out. */

/* An account as a whole: "anna", "@anna", "Anna Hansen", or the address of a profile. */
struct str
pseudonyms_author(struct pseudonyms *pseudonyms, struct buffer *room, struct str author);

/* Every @name, and every name in a web address. Of an e-mail address nothing: redaction is for these. */
struct str
pseudonyms_text(struct pseudonyms *pseudonyms, struct buffer *room, struct str text);

/* An id, so that equal ids stay equal: of digits, a UUID, or Reddit's, it stays; any other may be made of a name or of a person's number (Facebook's
 * 100001234_17), and becomes "id_" and 24 letters and digits. */
struct str
pseudonyms_id(struct pseudonyms *pseudonyms, struct buffer *room, struct str id);

void
pseudonyms_release(struct pseudonyms *pseudonyms);

#endif
