// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/statename.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QString stateName(Reply::State state)
{
    switch (state) {
    case Reply::State::Streaming:
        return u"streaming"_s;
    case Reply::State::Complete:
        return u"complete"_s;
    case Reply::State::Incomplete:
        return u"incomplete"_s;
    case Reply::State::Stopped:
        return u"stopped"_s;
    case Reply::State::Failed:
        return u"failed"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Parlance
