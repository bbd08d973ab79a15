// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/picturestore.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr auto Lifetime = 60min;
constexpr qsizetype MostBytes = qsizetype(64) * 1024 * 1024;

QString secretName()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), qsizetype(numbers.size()));
    QString name;
    for (const quint32 number : numbers)
        name += u"%1"_s.arg(number, 8, 16, QChar(u'0'));
    return name;
}

} // namespace

PictureStore::PictureStore(const Clock &clock)
    : m_clock(clock)
{
}

QString PictureStore::add(const QString &format, const QByteArray &bytes)
{
    const QMutexLocker locker(&m_mutex);
    m_pictures.append({secretName() + u'.' + format, format, bytes, m_clock()});
    forget();
    return m_pictures.constLast().name;
}

std::optional<PictureStore::Picture> PictureStore::find(const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    forget();
    const auto found = std::ranges::find(m_pictures, name, &Picture::name);
    return found == m_pictures.end() ? std::nullopt : std::optional(*found);
}

void PictureStore::forget()
{
    const auto now = m_clock();
    qsizetype bytes = 0;
    for (const Picture &picture : std::as_const(m_pictures))
        bytes += picture.bytes.size();
    while (!m_pictures.isEmpty() && (bytes > MostBytes || now - m_pictures.constFirst().added >= Lifetime)) {
        bytes -= m_pictures.constFirst().bytes.size();
        m_pictures.removeFirst();
    }
}

} // namespace Parlance::Demo
