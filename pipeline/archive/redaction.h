/* What tells who somebody is, masked in texts: e-mail addresses, telephone numbers, Danish CPR and Norwegian fødselsnummer, IBANs, card and bank account
 * numbers.
 *
 *   "ring 22 33 44 55 eller skriv til kari@firma.no"  ->  "ring ███ eller skriv til ███"
 *
 * The mask is no word of any language, so neither the language nor the opinion of a post moves with it. A number with control digits is masked when
 * they are right, or when the word before it says what it is; a telephone number when it is written as such: with + or 00, with a word for it
 * before it, as eight digits from 2 to 9 in the groups that Danes and Norwegians use, or as other countries do (0…, 555-123-4567). Amounts, years, dates,
 * sizes, the numbers of orders and cases, and what stands in web addresses are no telephone numbers. Everything is found as it will be seen (archive/shown.h).
 */
#ifndef OMTALE_REDACTION_H
#define OMTALE_REDACTION_H

#include "archive/shown.h"

enum redacted { REDACTED_MAIL, REDACTED_TELEPHONE, REDACTED_CPR, REDACTED_FNR, REDACTED_IBAN, REDACTED_CARD, REDACTED_ACCOUNT, REDACTED_KINDS };

#define REDACTION_MASK "\u2588\u2588\u2588"

/* What each kind is called, with the plural: "e-mail address%s". */
extern const char *const redacted_names[REDACTED_KINDS][2];

/* Init with {0}. */
struct redaction {
	uint64_t counts[REDACTED_KINDS];
	struct shown shown;
};

/* `text` (valid UTF-8) masked, in *room, or as it is when there is nothing to mask. Time grows with its length alone. */
struct str
redaction_mask(struct redaction *redaction, struct buffer *room, struct str text);

void
redaction_release(struct redaction *redaction);

#endif
