// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// miniaudio, with the parts that are used. Each source that includes it must agree on these.

#define MA_NO_ENCODING
#define MA_NO_WAV
#define MA_NO_GENERATION
#define MA_NO_ENGINE
#define MA_NO_NODE_GRAPH
#define MA_NO_RESOURCE_MANAGER

#include <miniaudio.h>
