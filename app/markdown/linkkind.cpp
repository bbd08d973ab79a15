// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/linkkind.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Endings that are more often those of a file than of a host.
bool isFileEnding(const QString &ending)
{
    static const QSet<QString> endings{u"c"_s, u"cc"_s, u"cfg"_s, u"conf"_s, u"cpp"_s, u"cs"_s, u"css"_s,
        u"csv"_s, u"gif"_s, u"go"_s, u"h"_s, u"hpp"_s, u"htm"_s, u"html"_s, u"ini"_s, u"java"_s, u"jpeg"_s,
        u"jpg"_s, u"js"_s, u"json"_s, u"jsx"_s, u"kt"_s, u"lock"_s, u"log"_s, u"lua"_s, u"md"_s, u"mjs"_s,
        u"pdf"_s, u"php"_s, u"pl"_s, u"png"_s, u"py"_s, u"rb"_s, u"rs"_s, u"rst"_s, u"sh"_s, u"sql"_s,
        u"svg"_s, u"swift"_s, u"toml"_s, u"ts"_s, u"tsx"_s, u"txt"_s, u"vue"_s, u"xml"_s, u"yaml"_s, u"yml"_s,
        u"zip"_s};
    return endings.contains(ending.toLower());
}

QString withoutWww(const QString &host)
{
    const QString lower = host.toLower();
    return lower.startsWith(u"www.") ? lower.sliced(4) : lower;
}

/// The host that a text names as an address; empty if it names none.
QString namedHost(const QString &text)
{
    static const QRegularExpression address(
        u"^(?:(https?|ftp)://)?(?:[^/@\\s]*@)?([^/?#:\\s@]+\\.[^/?#:\\s@.]{2,})\\.?(?:[:/?#].*)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = address.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const QString host = match.captured(2);
    const QString ending = host.section(u'.', -1);
    const bool isName = std::ranges::all_of(ending, [](QChar c) { return c.isLetter() || c == u'-'; });
    const bool isFile = match.capturedView(1).isEmpty() && isFileEnding(ending);
    return isName && !isFile ? host : QString();
}

/// Letters of Cyrillic and Greek that look like Latin ones.
bool looksLatin(QChar c)
{
    return QStringView(u"аеорсухѕіјԁһӏԛԝкмнтвьгпαορνικτυχγ").contains(c);
}

bool isMostlyLatinLooking(QStringView label)
{
    bool latin = false;
    bool other = false;
    bool confusing = true;
    for (const QChar c : label) {
        const QChar::Script script = c.script();
        latin = latin || script == QChar::Script_Latin;
        const bool foreign = script == QChar::Script_Cyrillic || script == QChar::Script_Greek ||
                             script == QChar::Script_Armenian || script == QChar::Script_Cherokee ||
                             script == QChar::Script_Coptic;
        other = other || foreign;
        confusing = confusing && (!foreign || looksLatin(c));
        const bool phonetic = (c >= u'\u0250' && c <= u'\u02AF') || (c >= u'\u1D00' && c <= u'\u1DBF') ||
                              c == u'\u0131' || c == u'\u0192';
        if (phonetic)
            return true;
    }
    return other && (latin || confusing);
}

bool isHidden(QChar c)
{
    return !c.isPrint() || c.category() == QChar::Other_Format || c == u'\u034F' || c == u'\u3164' ||
           c == u'\u115F' || c == u'\u1160' || c == u'\uFFA0';
}

} // namespace

QString misleadingAddress(const QString &target, const QString &text)
{
    const QUrl url = linkUrl(target);
    const QString named = text.trimmed();
    if (url.scheme() == u"mailto") {
        const bool isMail = named.contains(u'@') && !named.contains(u' ');
        return isMail && named.compare(url.path(), Qt::CaseInsensitive) != 0 ? named : QString();
    }
    const QString host = namedHost(named);
    if (host.isEmpty() || url.host().isEmpty() || named.contains(u'@') || url.path().endsWith(u'/' + named))
        return {};
    const QUrl claimed(u"https://"_s + host);
    const QString wanted = withoutWww(claimed.host(QUrl::FullyEncoded));
    const QString real = withoutWww(url.host(QUrl::FullyEncoded));
    return real == wanted || real.endsWith(u'.' + wanted) ? QString() : host;
}

QString targetToRead(const QString &target, const QString &text)
{
    return target == promptLink || target.endsWith(text) ? QString() : target;
}

QString shownAddress(const QString &target)
{
    static const QRegularExpression authority(u"^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@?#]*@)?([^/:?#]+)"_s);
    QString shown = target;
    const auto match = authority.match(target);
    const auto labels = match.capturedView(1).split(u'.');
    if (match.hasMatch() && std::ranges::any_of(labels, isMostlyLatinLooking)) {
        const QByteArray ascii = QUrl::toAce(match.captured(1));
        if (!ascii.isEmpty())
            shown.replace(match.capturedStart(1), match.capturedLength(1), QString::fromLatin1(ascii));
    }
    QString visible;
    for (const QChar c : std::as_const(shown))
        visible += isHidden(c) && !c.isSurrogate()
                       ? QString::fromLatin1(QString(c).toUtf8().toPercentEncoding())
                       : QString(c);
    return visible;
}

QUrl linkUrl(const QString &target)
{
    QString coded;
    for (const QChar c : target)
        coded += u" \"<>\\^`{|}"_s.contains(c)
                     ? QString::fromLatin1(QByteArray(1, c.toLatin1()).toPercentEncoding())
                     : QString(c);
    return QUrl(coded, QUrl::StrictMode);
}

LinkKind linkKind(const QString &target)
{
    static const QStringList usual{u"http"_s, u"https"_s, u"mailto"_s};
    static const QStringList unsafe{u"about"_s, u"blob"_s, u"data"_s, u"file"_s, u"filesystem"_s, u"jar"_s,
        u"javascript"_s, u"qrc"_s, u"vbscript"_s, u"view-source"_s};
    const QUrl url = linkUrl(target);
    const QString scheme = url.scheme();
    if (unsafe.contains(scheme))
        return LinkKind::Unsafe;
    if (!url.isValid() || scheme.isEmpty())
        return LinkKind::Nowhere;
    return usual.contains(scheme) ? LinkKind::Usual : LinkKind::Unusual;
}

} // namespace Parlance
