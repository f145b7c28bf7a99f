/* Runs a fuzz target on the files named, without a fuzzer: what the seeds, and inputs that were found once, are tried with in `make test`. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const uint8_t *input, size_t length);

/* Few targets have one. */
__attribute__((weak)) int
LLVMFuzzerInitialize(int *argc, char ***argv);

int
main(int argc, char **argv)
{
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		uint8_t *input;
		long length;

		if (!file || fseek(file, 0, SEEK_END) != 0 || (length = ftell(file)) < 0 || fseek(file, 0, SEEK_SET) != 0) {
			perror(argv[i]);
			return 1;
		}
		input = malloc((size_t)length + 1); /* exactly as long as the input under ASan, but never of no bytes */
		if (!input || fread(input, 1, (size_t)length, file) != (size_t)length) {
			perror(argv[i]);
			return 1;
		}
		fclose(file);
		LLVMFuzzerTestOneInput(input, (size_t)length);
		free(input);
	}
	return 0;
}
