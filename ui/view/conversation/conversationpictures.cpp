// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationpictures.h"

#include "view/conversation/textlook.h"

#include <QTextDocument>

#include <algorithm>

namespace Parlance {

namespace {

constexpr qint64 budget = qint64(128) * 1024 * 1024;

} // namespace

ConversationPictures::ConversationPictures(const QTextDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
}

void ConversationPictures::clear()
{
    m_decoder.clear();
    m_pictures.clear();
    m_order.clear();
    m_shown.clear();
    m_held = 0;
    m_decoding = 0;
}

void ConversationPictures::setShown(const QList<int> &groups)
{
    if (groups == m_shown)
        return;
    m_shown = groups;
    for (const int group : groups) {
        if (m_order.removeOne(group))
            m_order.append(group);
    }
    m_pictures.removeIf([](const auto &entry) { return entry.value().fault == PictureFault::NoRoom; });
    decodeNext();
}

QImage ConversationPictures::image(int group) const
{
    return m_pictures.value(group).image;
}

QString ConversationPictures::fault(int group) const
{
    const auto fault = m_pictures.value(group).fault;
    return fault ? pictureFaultText(*fault, bytesOf(group)) : QString();
}

QByteArray ConversationPictures::bytesOf(int group) const
{
    return m_document->resource(pictureResource, imageName(group)).toByteArray();
}

void ConversationPictures::decodeNext()
{
    const auto isOpen = [this](int group) {
        return !m_pictures.contains(group);
    };
    while (m_decoding == 0) {
        const auto next = std::ranges::find_if(m_shown, isOpen);
        if (next == m_shown.cend())
            return Q_EMIT settled();
        const int group = *next;
        const QByteArray bytes = bytesOf(group);
        if (const auto head = pictureHead(bytes); !head)
            keep(group, {.fault = head.error()});
        else if (!makeRoom(head->decodedBytes()))
            keep(group, {.fault = PictureFault::NoRoom});
        else
            decode(group, bytes);
    }
}

void ConversationPictures::decode(int group, const QByteArray &bytes)
{
    m_decoding = group;
    m_decoder.decode(
        bytes, PictureHead::UsualSide, [this, group](const QImage &image) { take(group, image); });
}

void ConversationPictures::take(int group, const QImage &image)
{
    m_decoding = 0;
    if (image.isNull()) {
        keep(group, {.fault = PictureFault::Damaged});
    } else {
        m_held += image.sizeInBytes();
        m_order.append(group);
        keep(group, {.image = image});
    }
    decodeNext();
}

void ConversationPictures::keep(int group, const Picture &picture)
{
    m_pictures.insert(group, picture);
    Q_EMIT changed(group);
}

void ConversationPictures::forget(int group)
{
    m_held -= m_pictures.take(group).image.sizeInBytes();
    m_order.removeOne(group);
}

/// Forgets pictures that are not on the screen until `bytes` fit. Returns false if they do not.
bool ConversationPictures::makeRoom(qint64 bytes)
{
    const auto isAway = [this](int group) {
        return !m_shown.contains(group);
    };
    while (m_held + bytes > budget) {
        const auto away = std::ranges::find_if(m_order, isAway);
        if (away == m_order.cend())
            return false;
        forget(*away);
    }
    return true;
}

} // namespace Parlance
