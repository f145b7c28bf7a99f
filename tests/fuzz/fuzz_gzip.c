/* Any bytes as a packed file, read at two paces and as zlib alone reads it; and as a text packed into members, whole, cut off, and with a tail. */
#include <stdlib.h>
#include <zlib.h>

#include "lib/gzip.h"
#include "lib/source.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Everything, `step` bytes a time, into *out; whether it came to a good end. */
static bool
read_all(struct buffer *out, struct str packed, size_t step)
{
	struct source *source = source_memory(packed, "fuzz");
	ptrdiff_t n;
	bool good;

	buffer_reset(out);
	while ((n = source_read(source, buffer_reserve(out, step), step)) > 0)
		out->length += (size_t)n;
	good = n == 0 && !source_failure(source);
	source_close(source);
	return good;
}

/* The same by zlib's own reader of one member after the other, all at once. */
static bool
inflate_all(struct buffer *out, struct str packed)
{
	bool good = true;

	buffer_reset(out);
	do {
		z_stream stream = {.next_in = (unsigned char *)(uintptr_t)packed.at, .avail_in = (unsigned)packed.length};
		int result = inflateInit2(&stream, 15 + 16);

		while (result == Z_OK) {
			stream.next_out = (unsigned char *)buffer_reserve(out, 1 << 16);
			stream.avail_out = 1 << 16;
			result = inflate(&stream, Z_NO_FLUSH);
			out->length += (1 << 16) - stream.avail_out;
		}
		good = result == Z_STREAM_END;
		packed = (struct str){packed.at + (packed.length - stream.avail_in), stream.avail_in};
		inflateEnd(&stream);
		while (good && packed.length && packed.at[0] == 0)
			packed = (struct str){packed.at + 1, packed.length - 1};
	} while (good && packed.length);
	return good;
}

static void
pack(struct buffer *packed, struct str text)
{
	struct gzip *gzip = gzip_new();

	gzip_run(gzip, text, true, packed);
	gzip_free(gzip);
}

/* `text` in two members; `cut` tells where the first ends, and where the file does. */
static void
check_members(struct str text, size_t cut)
{
	struct buffer packed = {0}, out = {0};
	size_t first = text.length ? cut % (text.length + 1) : 0, boundary, end;

	pack(&packed, (struct str){text.at, first});
	boundary = packed.length;
	pack(&packed, (struct str){text.at + first, text.length - first});
	if (!read_all(&out, buffer_str(&packed), 4096) || !str_equal(buffer_str(&out), text))
		abort();
	end = cut % packed.length;
	if (end >= 2 && read_all(&out, (struct str){packed.at, end}, 4096) != (end == boundary))
		abort(); /* cut off, and not noticed; or the other way round */
	if (end >= 2 && (out.length > text.length || memcmp(out.at ? out.at : "", text.at, out.length) != 0))
		abort();
	buffer_bytes(&packed, "\0\0\0", 3);
	if (!read_all(&out, buffer_str(&packed), 4096) || !str_equal(buffer_str(&out), text))
		abort(); /* padding is none of it */
	buffer_bytes(&packed, "tail", 4);
	if (read_all(&out, buffer_str(&packed), 4096) || !str_equal(buffer_str(&out), text))
		abort(); /* a tail is told of, after all that is whole */
	buffer_release(&packed);
	buffer_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct str text = {(const char *)bytes, length};
	struct buffer slow = {0}, fast = {0}, reference = {0};
	bool packed = length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b, good = read_all(&fast, text, 1 << 16);

	if (read_all(&slow, text, 7) != good || !str_equal(buffer_str(&slow), buffer_str(&fast)))
		abort();
	if (!packed && (!good || !str_equal(buffer_str(&fast), text)))
		abort();
	if (packed && (inflate_all(&reference, text) != good || !str_equal(buffer_str(&reference), buffer_str(&fast))))
		abort();
	if (length)
		check_members((struct str){text.at + 1, length - 1}, bytes[0] * 131u + (unsigned)length);
	buffer_release(&slow);
	buffer_release(&fast);
	buffer_release(&reference);
	return 0;
}
