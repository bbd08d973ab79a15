// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/picture.h"
#include "view/base/picturedecoder.h"

#include <QHash>
#include <QObject>

#include <optional>

class QTextDocument;

namespace Parlance {

/// The decoded pictures of a conversation, at most 128 MiB of them. A picture is decoded when it comes onto
/// the screen, one at a time, in a thread of their own. The one that has been off the screen longest makes
/// room for the next.
class ConversationPictures : public QObject
{
    Q_OBJECT

public:
    /// `document` belongs to the caller, and stores the bytes of each picture under its `imageName()`.
    explicit ConversationPictures(const QTextDocument *document, QObject *parent = nullptr);

    /// Forgets all, and stops what is being decoded. Call when the document is cleared.
    void clear();

    /// Sets which pictures are on the screen, by their groups, and decodes those that are not yet.
    void setShown(const QList<int> &groups);

    /// The picture of this group; null if it is not decoded.
    [[nodiscard]] QImage image(int group) const;
    /// Why the picture of this group is not shown, in words; empty if it is, or may still be.
    [[nodiscard]] QString fault(int group) const;

    /// The memory of all decoded pictures, in bytes.
    [[nodiscard]] qint64 held() const { return m_held; }
    /// True while a picture on the screen is not decoded yet.
    [[nodiscard]] bool isDecoding() const { return m_decoding != 0; }

Q_SIGNALS:
    /// The picture of this group was decoded, or has a fault now.
    void changed(int group);
    /// Every picture on the screen is decoded, or has a fault.
    void settled();

private:
    struct Picture
    {
        QImage image = {};
        std::optional<PictureFault> fault = {};
    };

    [[nodiscard]] QByteArray bytesOf(int group) const;
    void decodeNext();
    void decode(int group, const QByteArray &bytes);
    void take(int group, const QImage &image);
    void keep(int group, const Picture &picture);
    void forget(int group);
    [[nodiscard]] bool makeRoom(qint64 bytes);

    const QTextDocument *m_document;
    QHash<int, Picture> m_pictures;
    QList<int> m_order; ///< of the decoded pictures; those on the screen are last
    QList<int> m_shown;
    qint64 m_held = 0;
    int m_decoding = 0; ///< the group of the picture that is being decoded; 0 for none
    PictureDecoder m_decoder;
};

} // namespace Parlance
