/* Documents as programs in C write them: the envelope around data, and ids to tell apart. */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include <visavis.h>

#define ENVELOPE(kind, data) "{\"visavis\":\"" kind "\",\"version\":1,\"data\":" data "}"
#define ID(n) "00000000-0000-4000-8000-00000000000" n

#endif
