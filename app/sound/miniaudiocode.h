// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// miniaudio with its own code, for one source alone: only beside it the decoder of single frames is known.

#define MINIAUDIO_IMPLEMENTATION
#include "sound/miniaudioparts.h"
