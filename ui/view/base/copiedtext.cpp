// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/copiedtext.h"

namespace Parlance {

CopiedText::CopiedText(const QString &text, const CopyMask &mask)
{
    const QString masked = mask(text);
    m_wasMasked = masked != text;
    setText(masked);
}

std::unique_ptr<QMimeData> copyOf(const QString &text, const CopyMask &mask)
{
    if (mask)
        return std::make_unique<CopiedText>(text, mask);
    auto copy = std::make_unique<QMimeData>();
    copy->setText(text);
    return copy;
}

} // namespace Parlance
