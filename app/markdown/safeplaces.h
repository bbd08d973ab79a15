// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Parlance {

/// Finds where a paragraph can be cut, so that what follows reads the same without what is before.
///
/// A place is safe before a word that begins with a letter, as long as nothing before it could still open an
/// inline construct: what md4c has left as text in spite of being a mark. And after the end of a sentence in
/// a script without spaces.
class SafePlaces
{
public:
    /// What came last may open an inline construct: no place after it is safe.
    void end() { m_risky = true; }
    /// Reads text of the paragraph that md4c took for nothing but text. Returns the last safe place in it, or
    /// -1; none is within an `inlineConstruct`.
    [[nodiscard]] qsizetype lastIn(QByteArrayView text, bool inlineConstruct);

private:
    bool m_risky = false;
};

} // namespace Parlance
