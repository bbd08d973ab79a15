// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answer.h"
#include "demo/handbook.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

struct Depth;
struct Research;

/// Writes the answers of the embedded gateway from the handbook. The same request always gives the same
/// answer, and every answer says in one line that it comes from a search and not from a model.
class Composer
{
public:
    explicit Composer(Handbook handbook);

    [[nodiscard]] Answer compose(const ChatRequest &request, const Depth &depth) const;

private:
    [[nodiscard]] QString text(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString found(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString outlined(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString outline(const Research &found) const;
    [[nodiscard]] QString nothingFound(const QString &question) const;
    [[nodiscard]] QString introduction() const;
    [[nodiscard]] QString subjects() const;
    [[nodiscard]] QString readMore(const Research &found) const;

    Handbook m_handbook;
};

} // namespace Parlance::Demo
