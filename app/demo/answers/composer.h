// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/answers/handbook.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

struct Depth;
struct Research;

/// How the answering assistant introduces itself.
struct Persona
{
    QString self;      ///< "I am ... I only search ...", if nothing was found
    QString greeting;  ///< a longer introduction, in reply to a greeting
    QString example;   ///< a question that it can answer
    QString opening;   ///< precedes what was found; %1 is the heading
    QString signature; ///< the last line

    /// The persona of the gateway itself.
    [[nodiscard]] static Persona gateway();
};

/// Writes the answers of the embedded gateway from the handbook. The same request always gives the same
/// answer, and every answer says in one line that it comes from a search and not from a model. If a
/// conversation ends with tool results, they are the answer.
class Composer
{
public:
    explicit Composer(Handbook handbook, Persona persona = Persona::gateway());

    [[nodiscard]] Answer compose(const ChatRequest &request, const Depth &depth) const;

private:
    [[nodiscard]] QString signature() const { return m_persona.signature; }
    [[nodiscard]] QString text(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString found(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString outlined(const Research &found, const Depth &depth) const;
    [[nodiscard]] QString outline(const Research &found) const;
    [[nodiscard]] QString nothingFound(const QString &question) const;
    [[nodiscard]] QString introduction() const;
    [[nodiscard]] QString subjects() const;
    [[nodiscard]] QString readMore(const Research &found) const;

    Handbook m_handbook;
    Persona m_persona;
};

} // namespace Parlance::Demo
