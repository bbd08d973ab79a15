// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace Parlance::Bench {

/// The processor time of this process so far, in seconds.
[[nodiscard]] double cpuSeconds();

/// The memory of this process: `pssKb`, `rssKb` and `privateKb` (empty where the system does not say).
[[nodiscard]] QJsonObject memoryOfProcess();

/// Writes `PERF {"ev":...}` to the standard output, with the time and the processor time.
void say(const QString &event, QJsonObject fields = {});

} // namespace Parlance::Bench
