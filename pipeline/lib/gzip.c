#include "lib/gzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "lib/die.h"

enum { GZIP_WRAPPER = 16, WINDOW = 15, LEVEL = 6 };

struct gunzip {
	z_stream stream;
	bool between; /* members: the last one was whole, none has begun since */
	bool full;    /* the room was filled: zlib may hold more, whether or not there is input */
};

struct gzip {
	z_stream stream;
};

struct gunzip *
gunzip_new(void)
{
	struct gunzip *gunzip = memory_new(1, sizeof *gunzip);

	if (inflateInit2(&gunzip->stream, WINDOW + GZIP_WRAPPER) != Z_OK)
		die("out of memory: zlib wants room to unpack");
	return gunzip;
}

static unsigned
clip(size_t length)
{
	return length > UINT_MAX ? UINT_MAX : (unsigned)length;
}

/* What may follow a member: another member, or zeros that some tape and block tools pad with. */
static void
skip_padding(struct str *in)
{
	while (in->length && in->at[0] == 0)
		in->at++, in->length--;
}

ptrdiff_t
gunzip_run(struct gunzip *gunzip, struct str *in, char *room, size_t size, const char **problem)
{
	z_stream *stream = &gunzip->stream;

	stream->next_out = (unsigned char *)room;
	stream->avail_out = clip(size);
	while ((in->length || gunzip->full) && stream->avail_out == clip(size)) {
		int result;

		if (gunzip->between) {
			skip_padding(in);
			if (in->length == 0)
				break;
			inflateReset(stream);
			gunzip->between = false;
		}
		stream->next_in = (unsigned char *)(uintptr_t)in->at;
		stream->avail_in = clip(in->length);
		result = inflate(stream, Z_NO_FLUSH);
		in->length -= (size_t)((const char *)stream->next_in - in->at);
		in->at = (const char *)stream->next_in;
		gunzip->full = stream->avail_out == 0 && result == Z_OK;
		if (result == Z_STREAM_END) {
			gunzip->between = true;
		} else if (result != Z_OK && result != Z_BUF_ERROR) {
			*problem = stream->msg ? stream->msg : "damaged";
			if (stream->avail_out == clip(size))
				return -1;
			break; /* hand out what is whole; the next call finds the damage again */
		}
	}
	return (ptrdiff_t)(clip(size) - stream->avail_out);
}

bool
gunzip_complete(const struct gunzip *gunzip)
{
	return gunzip->between;
}

void
gunzip_free(struct gunzip *gunzip)
{
	if (!gunzip)
		return;
	inflateEnd(&gunzip->stream);
	free(gunzip);
}

struct gzip *
gzip_new(void)
{
	struct gzip *gzip = memory_new(1, sizeof *gzip);

	if (deflateInit2(&gzip->stream, LEVEL, Z_DEFLATED, WINDOW + GZIP_WRAPPER, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		die("out of memory: zlib wants room to pack");
	return gzip;
}

void
gzip_run(struct gzip *gzip, struct str in, bool last, struct buffer *packed)
{
	z_stream *stream = &gzip->stream;
	int result;

	stream->next_in = (unsigned char *)(uintptr_t)in.at;
	stream->avail_in = clip(in.length); /* callers pack blocks, far below 4 GiB */
	do {
		stream->next_out = (unsigned char *)buffer_reserve(packed, 1 << 16);
		stream->avail_out = 1 << 16;
		result = deflate(stream, last ? Z_FINISH : Z_NO_FLUSH);
		packed->length += (1 << 16) - stream->avail_out;
	} while (result == Z_OK && stream->avail_out == 0);
}

void
gzip_free(struct gzip *gzip)
{
	if (!gzip)
		return;
	deflateEnd(&gzip->stream);
	free(gzip);
}
