/* JSON documents as JSON Lines: an array becomes its elements, and what goes over several lines goes on one.
 *
 *   window.YTD.tweets.part0 = [ {↵ "tweet": {…}↵ }, {…} ]   ->   { "tweet": {…} }↵{…}↵
 *
 * Messages about such an archive count its records, not its lines. An archive that ends inside a value is a failure of the source.
 */
#ifndef OMTALE_DOCUMENTS_H
#define OMTALE_DOCUMENTS_H

#include "lib/source.h"

/* A source of JSON Lines that reads JSON documents from `inner`, and owns it. */
struct source *
documents_source(struct source *inner);

#endif
