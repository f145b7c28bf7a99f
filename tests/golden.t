#!/bin/bash
# Every case under tests/golden.
exec tests/run
