// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/readerrequests.h"

#include "markdown/linkkind.h"

namespace Parlance {

void ReaderRequests::follow(const QString &link, int turn, const QString &text)
{
    if (link == retryLink)
        return Q_EMIT retryRequested(turn);
    if (link == olderLink || link == newerLink)
        return Q_EMIT versionRequested(turn, link == newerLink ? 1 : -1);
    if (link.startsWith(resultLink))
        return Q_EMIT resultRequested(turn, link.sliced(resultLink.size()).toInt());
    if (link == promptLink)
        return Q_EMIT promptRequested(text);
    switch (linkKind(link)) {
    case LinkKind::Usual:
        if (const QString named = misleadingAddress(link, text); !named.isEmpty())
            return Q_EMIT linkDoubted(linkUrl(link), named);
        return Q_EMIT linkActivated(linkUrl(link));
    case LinkKind::Unusual:
        return Q_EMIT linkQuestioned(linkUrl(link));
    case LinkKind::Unsafe:
    case LinkKind::Nowhere:
        return Q_EMIT linkRefused(link);
    }
}

} // namespace Parlance
