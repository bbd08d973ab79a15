// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clock.h"
#include "view/base/picturedecoder.h"

#include <QAbstractListModel>
#include <QUrl>

namespace Parlance {

class ChatClient;
class PictureFetch;
struct GeneratedImage;
struct ImageAnswer;
struct PartialImage;

/// A picture of an answer, as far as it is there.
struct ListedPicture
{
    int partial = 0;            ///< 1 for the first partial picture; 0 for a whole one
    int number = 0;             ///< 1 for the first whole picture; 0 for a partial one
    QByteArray bytes = {};      ///< the file; empty if it is not fetched
    QUrl url = {};              ///< where it can be fetched; empty if it came with the answer
    QString address = {};       ///< the same as the server wrote it
    QString revisedPrompt = {}; ///< what the model was asked instead; empty if it does not say
    QString type = {};          ///< what the bytes are: "PNG"; empty if unknown
    QSize size = {};            ///< in pixels
    QImage preview = {};        ///< null until it is decoded
    QString fault = {};         ///< why it is not shown, or was not fetched; empty if it is or can be
    bool isAnimated = false;    ///< only its first frame is shown
    Clock::TimePoint came = {};
};

/// The pictures of an answer, for views: the partial ones in the order in which they came, then the whole
/// ones. They are decoded in another thread. What is at another address is fetched only by `fetch()`.
class PictureList : public QAbstractListModel
{
    Q_OBJECT

public:
    /// A picture is decoded for the view of one picture with at most so many pixels a side.
    static constexpr int FullSide = 4096;
    /// OpenAI keeps the file of an address for so long (C-10).
    static constexpr std::chrono::minutes AddressLife{60};

    /// The client must outlive it.
    explicit PictureList(ChatClient &client, QObject *parent = nullptr);

    /// Adds what is new in the answer, which only grows.
    void show(const ImageAnswer &answer);
    /// Forgets all, and ends the fetch and the decoding.
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const ListedPicture &at(int row) const { return m_pictures.at(row); }
    /// The whole pictures.
    [[nodiscard]] int wholeCount() const { return m_images; }

    /// Fetches the picture of this row. Does nothing without an address, or while another is fetched.
    void fetch(int row);
    [[nodiscard]] bool isFetching() const { return m_fetch != nullptr; }
    /// The bytes of the running fetch that have come.
    [[nodiscard]] qint64 fetched() const;
    /// Ends the fetch. The picture can be fetched again.
    void stopFetch();
    /// How long the address of this row still works at OpenAI; negative afterwards.
    [[nodiscard]] std::chrono::seconds left(int row) const;

    /// Calls `take` with the picture in its full size, later; never after `clear()`.
    void decode(int row, const PictureDecoder::Take &take);

Q_SIGNALS:
    /// A fetch began, went on or ended.
    void fetchChanged();

private:
    void add(const ListedPicture &picture);
    void set(int row, const QByteArray &bytes);
    void look(int row);
    void change(int row, const std::function<void(ListedPicture &)> &edit);

    ChatClient &m_client;
    QList<ListedPicture> m_pictures;
    int m_partials = 0;
    int m_images = 0;
    PictureFetch *m_fetch = nullptr;
    PictureDecoder m_decoder;
};

} // namespace Parlance
