// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktext.h"

#include "chat/visibletext.h"
#include "workspace/words/timetext.h"

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

void tell(const QString &words)
{
    std::fprintf(stderr, "parlance-ask: %s\n", qUtf8Printable(visibleLine(words)));
}

QString describe(const ChatError &error)
{
    QStringList details;
    if (error.httpStatus > 0 && !error.message.contains(u"HTTP %1"_s.arg(error.httpStatus)))
        details << u"status %1"_s.arg(error.httpStatus);
    if (!error.code.isEmpty())
        details << u"code "_s + error.code;
    if (error.retryAfter)
        details << u"try again after "_s + TimeText::duration(*error.retryAfter);
    if (!error.requestId.isEmpty())
        details << u"request "_s + error.requestId;
    const QString message = error.message.isEmpty() ? u"the server gives no reason"_s : error.message;
    return details.isEmpty() ? message : u"%1 (%2)"_s.arg(message, details.join(u", "_s));
}

QString StatusLine::wordsOf(const Silence &silence)
{
    return silence.time > Silence().time ? TimeText::silence(silence) + u". Ctrl+C stops."_s : QString();
}

void StatusLine::show(const QString &words, bool isAfterText)
{
    constexpr const char *wipe = "\r\x1b[K";
    if (isatty(STDERR_FILENO) == 0)
        return;
    const bool wasShown = std::exchange(m_isShown, !words.isEmpty());
    if (!m_isShown) {
        std::fputs(wipe, stderr);
        return;
    }
    if (!wasShown && isAfterText)
        std::fputs("\n", stderr);
    std::fputs(qUtf8Printable(u"%1parlance-ask: %2"_s.arg(QLatin1StringView(wipe), words)), stderr);
}

} // namespace Parlance
