/* Numbers that belong to one person, told from other numbers by their own rules. `digits` are ASCII digits and nothing else.
 */
#ifndef OMTALE_PERSONAL_H
#define OMTALE_PERSONAL_H

#include "lib/str.h"

/* A Danish CPR number, 10 digits DDMMYYSSSS. The day must exist; the seventh digit tells the century (CPR-kontoret, "Personnummeret i CPR"). The sum
 * with the weights 4327654321 must be a multiple of 11 for who was born before October 2007, when numbers without that control began to be given out;
 * but not for who was born on a 1 January, the day of those who do not know theirs: its numbers ran out earlier. */
bool
personal_is_cpr(struct str digits);

/* A Norwegian fødselsnummer, 11 digits DDMMYYIIIKK, or a D-number (day + 40), an emergency number or a test number (month + 40, + 65 or + 80). The day must
 * exist, the individual number tells the century, and both control digits must be right (Skatteetaten; weights 376189452 and 5432765432). */
bool
personal_is_fnr(struct str digits);

/* A payment card: 12 to 19 digits, with the first digits and the length of a known scheme, and Luhn's sum (ISO/IEC 7812-1). */
bool
personal_is_card(struct str digits);

/* A Norwegian bank account, 11 digits, the last of them a control digit (weights 5432765432, modulus 11). */
bool
personal_is_account(struct str digits);

enum { IBAN_LONGEST = 34 };

/* How long the IBANs of a country ("DK") are, or 0 (the IBAN registry of ISO 13616). */
size_t
personal_iban_length(struct str country);

/* Whether `letters`, letters and digits without spaces, has the remainder 1 by 97. */
bool
personal_is_iban(struct str letters);

#endif
