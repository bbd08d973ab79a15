// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Parlance {

/// Finds offsets where a paragraph can be cut so that the rest means the same without the text before.
///
/// A place is safe before a word that begins with a letter, if nothing before it can still open an inline
/// construct, as a mark that md4c has left as text can. The end of a sentence is safe in a script without
/// spaces.
class SafePlaces
{
public:
    /// Marks later places as unsafe: the latest text may open an inline construct.
    void end() { m_risky = true; }
    /// Reads text of the paragraph that md4c found to be plain. Returns the last safe place in it, or -1;
    /// there is none inside an `inlineConstruct`.
    [[nodiscard]] qsizetype lastIn(QByteArrayView text, bool inlineConstruct);

private:
    bool m_risky = false;
};

} // namespace Parlance
