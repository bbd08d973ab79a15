// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The mask of a shorter key would reveal too much of it.
constexpr qsizetype MaskableLength = 12;

void wipe(QByteArray &bytes)
{
    if (!bytes.isDetached()) // shared with others
        return;
    volatile char *const data = bytes.data(); // volatile, or the compiler removes the writes as unused
    for (qsizetype i = 0; i < bytes.size(); ++i)
        data[i] = '\0';
}

/// The length of a prefix like "sk-", "agent_" or "flp_sk_": up to the last - or _ among the first
/// characters.
qsizetype prefixLength(QByteArrayView key)
{
    const QByteArrayView start = key.first(std::min<qsizetype>(key.size() / 3, 7));
    const auto mark = std::find_if(start.rbegin(), start.rend(), [](char c) { return c == '-' || c == '_'; });
    return start.rend() - mark;
}

} // namespace

Secret::Secret(QByteArray key)
{
    auto trimmed = std::make_unique<QByteArray>(key.trimmed());
    trimmed->detach();
    wipe(key);
    if (trimmed->isEmpty())
        return;
    m_bytes = std::shared_ptr<const QByteArray>(trimmed.release(), [](QByteArray *bytes) {
        wipe(*bytes);
        delete bytes;
    });
}

QByteArrayView Secret::reveal() const
{
    return m_bytes ? QByteArrayView(*m_bytes) : QByteArrayView();
}

QString Secret::masked() const
{
    const QByteArrayView key = reveal();
    if (key.size() < MaskableLength)
        return isEmpty() ? QString() : u"…"_s;
    return QString::fromLatin1(key.first(prefixLength(key))) + u'…' + QString::fromLatin1(key.last(2));
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace().noquote() << "Secret(" << secret.masked() << ')';
}

} // namespace Parlance
