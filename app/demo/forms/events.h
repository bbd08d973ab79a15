// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// One event of a stream, ended by a blank line (WHATWG HTML 9.2).
[[nodiscard]] QByteArray event(const QByteArray &data);
[[nodiscard]] QByteArray event(const QJsonObject &data);
[[nodiscard]] QByteArray namedEvent(const QByteArray &name, const QJsonObject &data);

/// `data: [DONE]`, the end mark of all protocols except Claude's (RF-18, RL-16, FF-34).
[[nodiscard]] QByteArray endMark();

/// An event stream without events.
[[nodiscard]] DemoResponse eventStream();

} // namespace Parlance::Demo
