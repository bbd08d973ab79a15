// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/secret.h"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The mask of a shorter key would reveal too much of it.
constexpr qsizetype MaskableLength = 12;

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached()) // not shared with others
        explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
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

/// The bytes, in memory pages that hold nothing else: the kernel leaves only whole pages out of a dump.
class Secret::Bytes
{
public:
    explicit Bytes(QByteArrayView bytes)
        : m_size(static_cast<size_t>(bytes.size()))
        , m_data(mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    {
        if (m_data == MAP_FAILED)
            qBadAlloc();
        madvise(m_data, m_size, MADV_DONTDUMP);
        std::memcpy(m_data, bytes.data(), m_size);
    }
    ~Bytes()
    {
        explicit_bzero(m_data, m_size);
        munmap(m_data, m_size);
    }
    Q_DISABLE_COPY_MOVE(Bytes)

    [[nodiscard]] QByteArrayView view() const
    {
        return {static_cast<const char *>(m_data), static_cast<qsizetype>(m_size)};
    }

private:
    const size_t m_size;
    void *const m_data;
};

Secret::Secret(QByteArray key)
{
    const QByteArrayView trimmed = QByteArrayView(key).trimmed();
    if (!trimmed.isEmpty())
        m_bytes = std::make_shared<const Bytes>(trimmed);
    wipe(key);
}

QByteArrayView Secret::reveal() const
{
    return m_bytes ? m_bytes->view() : QByteArrayView();
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
