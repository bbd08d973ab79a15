// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preflight/finding.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about what a server would refuse or ignore.
class PreflightText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PreflightText)

public:
    /// What is wrong, as one or two sentences.
    [[nodiscard]] static QString words(const Finding &finding);
    /// What the button says that puts it right, or that leads there.
    [[nodiscard]] static QString repair(const Finding &finding);

private:
    [[nodiscard]] static QString messageWords(Finding::Kind kind);
    [[nodiscard]] static QString samplingWords(Finding::Kind kind);
    [[nodiscard]] static QString answerWords(Finding::Kind kind);
    [[nodiscard]] static QString toolWords(Finding::Kind kind);
    [[nodiscard]] static QString mcpWords(Finding::Kind kind);
    [[nodiscard]] static QString extraWords(Finding::Kind kind);
    [[nodiscard]] static QString gatewayWords(Finding::Kind kind);
};

} // namespace Parlance
