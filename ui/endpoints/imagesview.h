// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointview.h"
#include "wire/endpoints/imagereader.h"

#include <QPointer>

class QAction;
class QStackedWidget;

namespace Parlance {

class FullPicture;
class ImageRun;
class PictureDetails;
class PictureGallery;
class PictureList;

/// The pictures that a request for images brings: all as tiles, or one as large as the view.
class ImagesView : public EndpointView
{
    Q_OBJECT

public:
    /// The request of the page with this model.
    using Request = std::function<ImageRequest(const QString &model)>;

    /// The client must outlive it.
    ImagesView(ChatClient &client, Request request, QWidget *parent = nullptr);
    ~ImagesView() override;

    [[nodiscard]] PictureList *pictures() const { return m_pictures; }
    [[nodiscard]] PictureGallery *gallery() const { return m_gallery; }

    [[nodiscard]] std::unique_ptr<HttpRun> start(
        ChatClient &client, const Target &target, const QString &model) override;
    [[nodiscard]] bool hasArrived() const override;
    void showRun() override;
    void clear() override;
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] Usage usage() const override { return m_answer.usage; }
    [[nodiscard]] QStringList remarks() const override;
    [[nodiscard]] std::optional<Progress> progress() const override;
    [[nodiscard]] bool isWorking() const override;
    void stop() override;
    void save() override;
    void setZoom(qreal factor) override;

private:
    void makeActions();
    void connectParts();
    [[nodiscard]] QStringList facts() const;
    void followNewest();
    void showCurrent();
    void showActions();
    void openFull();
    void showFull();
    void step(int step);
    [[nodiscard]] int shownAt(int row, int step) const;
    void copyPicture();
    void saveAll();

    const Request m_request;
    QPointer<ImageRun> m_run; ///< the newest
    ImageAnswer m_answer;     ///< that is shown
    PictureList *m_pictures;
    PictureGallery *m_gallery;
    FullPicture *m_full;
    QStackedWidget *m_stack;
    int m_inFull = -1; ///< the row that the full view shows
    QAction *m_fetch;
    QAction *m_open;
    QAction *m_copy;
    QAction *m_save;
    QAction *m_saveAll;
    QAction *m_copyPrompt;
    QAction *m_copyAddress;
    PictureDetails *m_details;
};

} // namespace Parlance
