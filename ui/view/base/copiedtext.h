// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <functional>
#include <memory>

namespace Parlance {

/// Masks what must not leave a text, such as a key.
using CopyMask = std::function<QString(const QString &)>;

/// A text that is copied or dragged, as `mask` leaves it.
class CopiedText : public QMimeData
{
public:
    CopiedText(const QString &text, const CopyMask &mask);

    /// Something in the text was masked.
    [[nodiscard]] bool wasMasked() const { return m_wasMasked; }

private:
    bool m_wasMasked;
};

/// A text to copy or drag; a `CopiedText` if there is a mask.
[[nodiscard]] std::unique_ptr<QMimeData> copyOf(const QString &text, const CopyMask &mask);

} // namespace Parlance
