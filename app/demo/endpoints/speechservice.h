// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// Answers `POST /v1/audio/speech`: by espeak-ng, or by tones where it is not installed or the model is
/// demo-tones. The header X-Demo-Voice says by which. Thread-safe; stores nothing.
class SpeechService
{
public:
    explicit SpeechService(const DemoSettings &settings);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request) const;

private:
    QString m_program;
    double m_speed;
};

} // namespace Parlance::Demo
