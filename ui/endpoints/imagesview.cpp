// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/imagesview.h"

#include "client/imagerun.h"
#include "ui/endpoints/fullpicture.h"
#include "ui/endpoints/picturedetails.h"
#include "ui/endpoints/picturegallery.h"
#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/picturesaving.h"
#include "ui/endpoints/picturezoom.h"
#include "ui/endpoints/runfigures.h"
#include "view/base/picture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

ImagesView::ImagesView(ChatClient &client, Request request, QWidget *parent)
    : EndpointView(parent)
    , m_request(std::move(request))
    , m_pictures(new PictureList(client, this))
    , m_gallery(new PictureGallery(m_pictures))
    , m_full(new FullPicture)
    , m_stack(new QStackedWidget)
    , m_fetch(new QAction(tr("Fetch the picture"), this))
    , m_open(new QAction(tr("Open"), this))
    , m_copy(new QAction(tr("Copy"), this))
    , m_save(new QAction(tr("Save…"), this))
    , m_saveAll(new QAction(tr("Save all…"), this))
    , m_copyPrompt(new QAction(tr("Copy the revised prompt"), this))
    , m_copyAddress(new QAction(tr("Copy the address"), this))
    , m_details(new PictureDetails(m_pictures, {m_fetch, m_open, m_copy, m_save, m_saveAll}))
{
    m_stack->addWidget(m_gallery);
    m_stack->addWidget(m_full);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_details);
    makeActions();
    connectParts();
    showCurrent();
}

ImagesView::~ImagesView()
{
    m_pictures->disconnect(this);
    m_gallery->disconnect(this);
}

void ImagesView::makeActions()
{
    m_fetch->setObjectName(u"fetchPicture"_s);
    m_open->setObjectName(u"openPicture"_s);
    m_copy->setObjectName(u"copyPicture"_s);
    m_save->setObjectName(u"savePicture"_s);
    m_saveAll->setObjectName(u"saveAllPictures"_s);
    m_copyPrompt->setObjectName(u"copyRevisedPrompt"_s);
    m_copyAddress->setObjectName(u"copyAddress"_s);
    m_fetch->setToolTip(tr("Downloads it once, without your key"));
    m_open->setToolTip(tr("As large as the view (Enter)"));
    m_save->setToolTip(tr("Saves the file as received (Ctrl+S)"));
    connect(m_fetch, &QAction::triggered, this, [this] { m_pictures->fetch(m_gallery->currentRow()); });
    connect(m_open, &QAction::triggered, this, &ImagesView::openFull);
    connect(m_copy, &QAction::triggered, this, &ImagesView::copyPicture);
    connect(m_save, &QAction::triggered, this, &ImagesView::save);
    connect(m_saveAll, &QAction::triggered, this, &ImagesView::saveAll);
    connect(m_copyPrompt, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_pictures->at(m_gallery->currentRow()).revisedPrompt);
    });
    connect(m_copyAddress, &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(m_pictures->at(m_gallery->currentRow()).address); });
    m_gallery->addActions({m_fetch, m_open, m_copy, m_copyPrompt, m_copyAddress, m_save, m_saveAll});
}

void ImagesView::connectParts()
{
    connect(m_gallery, &PictureGallery::currentMoved, this, &ImagesView::showCurrent);
    connect(m_gallery, &QListView::activated, this, &ImagesView::openFull);
    connect(m_pictures, &QAbstractItemModel::dataChanged, this, &ImagesView::showCurrent);
    connect(m_pictures, &PictureList::fetchChanged, this, [this] {
        showActions();
        Q_EMIT worked();
    });
    connect(m_full, &FullPicture::backRequested, this, [this] {
        m_stack->setCurrentWidget(m_gallery);
        m_gallery->setFocus();
        showActions();
    });
    connect(m_full, &FullPicture::stepRequested, this, &ImagesView::step);
}

std::unique_ptr<HttpRun> ImagesView::start(ChatClient &client, const Target &target, const QString &model)
{
    auto run = std::make_unique<ImageRun>(client, target, m_request(model));
    m_run = run.get();
    return run;
}

bool ImagesView::hasArrived() const
{
    return !m_run->answer().images.isEmpty() || !m_run->answer().partials.isEmpty();
}

void ImagesView::showRun()
{
    m_answer = m_run->answer();
    m_pictures->show(m_answer);
    followNewest();
}

void ImagesView::clear()
{
    m_pictures->clear();
    m_answer = {};
    m_stack->setCurrentWidget(m_gallery);
    m_full->zoom()->clear();
    m_inFull = -1;
    showCurrent();
}

bool ImagesView::isEmpty() const
{
    return m_pictures->rowCount() == 0;
}

/// What the server says of all pictures (C-11).
QStringList ImagesView::facts() const
{
    QStringList facts;
    if (!m_answer.quality.isEmpty())
        facts << tr("quality %1").arg(m_answer.quality);
    if (!m_answer.background.isEmpty())
        facts << tr("background %1").arg(m_answer.background);
    return facts;
}

QStringList ImagesView::remarks() const
{
    QStringList remarks = m_answer.remarks;
    for (int row = 0; row < m_pictures->rowCount(); ++row) {
        const ListedPicture &picture = m_pictures->at(row);
        const QString name = m_pictures->data(m_pictures->index(row), Qt::DisplayRole).toString();
        const QString format = QString::fromLatin1(pictureFormat(picture.bytes));
        if (picture.number > 0 && !format.isEmpty() && !m_answer.outputFormat.isEmpty() &&
            format != m_answer.outputFormat)
            remarks
                << tr("%1 is a %2 file; the server says %3.").arg(name, picture.type, m_answer.outputFormat);
        if (picture.isAnimated)
            remarks << tr("%1 is animated: only its first frame is shown. Save it to see all.").arg(name);
    }
    return remarks;
}

std::optional<EndpointView::Progress> ImagesView::progress() const
{
    if (!m_pictures->isFetching())
        return {};
    return Progress{.text = tr("Fetching the picture: %1").arg(briefSize(m_pictures->fetched()))};
}

bool ImagesView::isWorking() const
{
    return m_pictures->isFetching();
}

void ImagesView::stop()
{
    m_pictures->stopFetch();
}

void ImagesView::setZoom(qreal factor)
{
    m_gallery->setZoom(factor);
}

/// While only partial pictures are there, the newest is the current one; then the first whole one.
void ImagesView::followNewest()
{
    const int row = m_gallery->currentRow();
    const int count = m_pictures->rowCount();
    if (count == 0 || (row >= 0 && m_pictures->at(row).partial == 0))
        return;
    int newest = count - 1;
    while (newest > 0 && m_pictures->at(newest).number > 1)
        --newest;
    m_gallery->setCurrentRow(newest);
}

void ImagesView::showCurrent()
{
    const int row = m_gallery->currentRow();
    m_details->show(row, row >= 0 && m_pictures->at(row).partial == 0 ? facts() : QStringList());
    showActions();
    if (m_stack->currentWidget() == m_full && row >= 0 && row != m_inFull)
        showFull();
}

void ImagesView::showActions()
{
    const int row = m_gallery->currentRow();
    const ListedPicture picture = row >= 0 ? m_pictures->at(row) : ListedPicture();
    const bool isThere = !picture.bytes.isEmpty();
    m_fetch->setVisible(!picture.url.isEmpty() && !isThere);
    m_fetch->setEnabled(!m_pictures->isFetching());
    m_open->setVisible(isThere && m_stack->currentWidget() == m_gallery);
    m_open->setEnabled(!picture.preview.isNull());
    m_copy->setVisible(isThere);
    m_copy->setEnabled(!picture.preview.isNull());
    m_save->setVisible(isThere);
    m_saveAll->setVisible(m_pictures->wholeCount() > 1);
    m_copyPrompt->setVisible(!picture.revisedPrompt.isEmpty());
    m_copyAddress->setVisible(!picture.address.isEmpty());
}

void ImagesView::openFull()
{
    if (m_pictures->at(m_gallery->currentRow()).preview.isNull())
        return;
    m_stack->setCurrentWidget(m_full);
    m_full->zoom()->setFocus();
    showFull();
    showActions();
}

/// The preview at once, and later all its pixels.
void ImagesView::showFull()
{
    const int row = m_gallery->currentRow();
    const ListedPicture &picture = m_pictures->at(row);
    m_full->setNeighbours(shownAt(row, -1) >= 0, shownAt(row, 1) >= 0);
    if (picture.preview.isNull())
        return;
    m_inFull = row;
    m_full->zoom()->show(picture.preview, picture.size);
    if (picture.preview.size() == picture.size)
        return;
    m_pictures->decode(row, [this, row](const QImage &image) {
        if (row == m_inFull && !image.isNull())
            m_full->zoom()->refine(image);
    });
}

/// The next row in this direction that has a picture to show; -1 without one.
int ImagesView::shownAt(int row, int step) const
{
    do {
        row += step;
    } while (row >= 0 && row < m_pictures->rowCount() && m_pictures->at(row).preview.isNull());
    return row < m_pictures->rowCount() ? row : -1;
}

void ImagesView::step(int step)
{
    if (const int row = shownAt(m_gallery->currentRow(), step); row >= 0)
        m_gallery->setCurrentRow(row);
}

void ImagesView::copyPicture()
{
    m_pictures->decode(m_gallery->currentRow(), [](const QImage &image) {
        if (!image.isNull())
            QGuiApplication::clipboard()->setImage(image);
    });
}

void ImagesView::save()
{
    const QByteArray bytes = m_pictures->at(m_gallery->currentRow()).bytes;
    if (bytes.isEmpty())
        QMessageBox::information(this, tr("Save the picture"), tr("Fetch the picture first."));
    else
        savePicture(this, bytes);
}

/// The whole ones that are here.
void ImagesView::saveAll()
{
    QByteArrayList whole;
    for (int row = 0; row < m_pictures->rowCount(); ++row) {
        if (m_pictures->at(row).number > 0 && !m_pictures->at(row).bytes.isEmpty())
            whole << m_pictures->at(row).bytes;
    }
    if (whole.isEmpty())
        QMessageBox::information(this, tr("Save all pictures"), tr("Fetch the pictures first."));
    else
        savePictures(this, whole);
}

} // namespace Parlance
