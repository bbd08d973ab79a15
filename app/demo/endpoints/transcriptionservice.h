// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// Answers `POST /v1/audio/transcriptions` with what can be heard in a recording. Thread-safe; stores
/// nothing.
class TranscriptionService
{
public:
    explicit TranscriptionService(const DemoSettings &settings);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request) const;

private:
    double m_speed;
};

} // namespace Parlance::Demo
