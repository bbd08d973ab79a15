// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturelist.h"

#include "client/chatclient.h"
#include "ui/endpoints/picturefetch.h"
#include "view/base/picture.h"
#include "view/conversation/pictureanimation.h"
#include "wire/endpoints/imagereader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Sharp where a single picture fills a column, and small where there are many.
constexpr int PreviewSide = 1280;
constexpr int SmallPreviewSide = 512;
constexpr int FewPictures = 12;
constexpr qint64 MostIndex = 99; ///< of a partial picture; more than any server counts to

QString typeOf(const QByteArray &bytes)
{
    const QByteArray format = pictureFormat(bytes);
    return format == "webp" ? u"WebP"_s : QString::fromLatin1(format.toUpper());
}

} // namespace

PictureList::PictureList(ChatClient &client, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
{
}

void PictureList::show(const ImageAnswer &answer)
{
    while (m_partials < answer.partials.size()) {
        const PartialImage &partial = answer.partials.at(m_partials++);
        add({.partial = static_cast<int>(std::clamp<qint64>(partial.index, 0, MostIndex)) + 1,
            .bytes = partial.bytes});
    }
    while (m_images < answer.images.size()) {
        const GeneratedImage &image = answer.images.at(m_images++);
        add({.number = m_images,
            .bytes = image.bytes,
            .url = image.bytes.isEmpty() ? PictureFetch::addressIn(image.url) : QUrl(),
            .address = image.bytes.isEmpty() ? image.url : QString(),
            .revisedPrompt = image.revisedPrompt});
    }
}

void PictureList::add(const ListedPicture &picture)
{
    const int row = static_cast<int>(m_pictures.size());
    beginInsertRows({}, row, row);
    m_pictures.append(picture);
    m_pictures.last().came = m_client.clock().now();
    endInsertRows();
    if (!picture.bytes.isEmpty())
        look(row);
    else if (picture.url.isEmpty() && !picture.address.isEmpty())
        change(row, [](ListedPicture &shown) { shown.fault = tr("Not a web address"); });
    else if (picture.url.isEmpty())
        change(row, [](ListedPicture &shown) { shown.fault = tr("Picture not shown: empty"); });
}

void PictureList::clear()
{
    beginResetModel();
    m_decoder.clear();
    delete std::exchange(m_fetch, nullptr);
    m_pictures.clear();
    m_partials = 0;
    m_images = 0;
    endResetModel();
}

int PictureList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pictures.size());
}

/// What a screen reader says.
QVariant PictureList::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const ListedPicture &picture = at(index.row());
    const QString name =
        picture.partial > 0 ? tr("Partial %1").arg(picture.partial) : tr("Picture %1").arg(picture.number);
    return picture.fault.isEmpty() ? name : tr("%1. %2").arg(name, picture.fault);
}

void PictureList::change(int row, const std::function<void(ListedPicture &)> &edit)
{
    edit(m_pictures[row]);
    Q_EMIT dataChanged(index(row), index(row));
}

/// What the first bytes say, and the picture later.
void PictureList::look(int row)
{
    const QByteArray bytes = at(row).bytes;
    const auto head = pictureHead(bytes);
    change(row, [&](ListedPicture &picture) {
        picture.type = typeOf(bytes);
        picture.isAnimated = isAnimated(bytes);
        if (head)
            picture.size = head->size;
        else
            picture.fault = pictureFaultText(head.error(), bytes);
    });
    if (!head)
        return;
    const int side = row < FewPictures ? PreviewSide : SmallPreviewSide;
    m_decoder.decode(bytes, side, [this, row](const QImage &preview) {
        change(row, [&](ListedPicture &picture) {
            picture.preview = preview;
            if (preview.isNull())
                picture.fault = pictureFaultText(PictureFault::Damaged, picture.bytes);
        });
    });
}

void PictureList::decode(int row, const PictureDecoder::Take &take)
{
    m_decoder.decode(at(row).bytes, FullSide, take);
}

void PictureList::fetch(int row)
{
    if (m_fetch || at(row).url.isEmpty())
        return;
    m_fetch = new PictureFetch(m_client, at(row).url, this);
    change(row, [](ListedPicture &picture) { picture.fault.clear(); });
    connect(m_fetch, &PictureFetch::progressed, this, &PictureList::fetchChanged);
    connect(m_fetch, &PictureFetch::finished, this, [this, row](const auto &file) {
        std::exchange(m_fetch, nullptr)->deleteLater();
        if (file)
            set(row, *file);
        else
            change(row,
                [&](ListedPicture &picture) { picture.fault = tr("Not fetched: %1").arg(file.error()); });
        Q_EMIT fetchChanged();
    });
    Q_EMIT fetchChanged();
}

/// The address stays, for what is empty can be tried again.
void PictureList::set(int row, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return change(row, [](ListedPicture &picture) { picture.fault = tr("Not fetched: empty answer"); });
    m_pictures[row].bytes = bytes;
    look(row);
}

qint64 PictureList::fetched() const
{
    return m_fetch ? m_fetch->received() : 0;
}

void PictureList::stopFetch()
{
    if (!m_fetch)
        return;
    delete std::exchange(m_fetch, nullptr);
    Q_EMIT fetchChanged();
}

std::chrono::seconds PictureList::left(int row) const
{
    const auto age = m_client.clock().now() - at(row).came;
    return std::chrono::ceil<std::chrono::seconds>(AddressLife - age);
}

} // namespace Parlance
