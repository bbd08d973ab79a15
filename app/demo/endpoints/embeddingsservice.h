// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// Answers `POST /v1/embeddings`. Thread-safe; stores nothing.
class EmbeddingsService
{
public:
    explicit EmbeddingsService(const DemoSettings &settings);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request) const;

private:
    double m_speed;
};

} // namespace Parlance::Demo
