// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/copiedtext.h"

#include <QClipboard>
#include <QObject>

namespace Parlance {

class ChatClient;
class TargetResolver;

/// Masks a key in whatever is copied or selected in this program, unless that is a `CopiedText`, in which it
/// is masked; and says so at the pointer. What other programs copy stays as it is.
class CopyGuard : public QObject
{
    Q_OBJECT

public:
    CopyGuard(ChatClient *client, const TargetResolver *resolver, QWidget *window);

private:
    void check(QClipboard::Mode mode);

    CopyMask m_mask;
    QWidget *m_window;
};

} // namespace Parlance
