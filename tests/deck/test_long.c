// SPDX-License-Identifier: GPL-2.0
#include "harness.h"
int main(void){return 0;}
