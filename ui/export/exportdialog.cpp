// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportdialog.h"

#include "view/base/worksign.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Parlance {

ExportDialog::ExportDialog(std::function<ExportSource()> source, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_folder(folder)
    , m_format(new QComboBox)
    , m_description(new QLabel)
    , m_selection(new QCheckBox)
    , m_result(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Close))
{
    setObjectName(u"exportDialog"_s);
    const ExportSource now = m_source();
    setWindowTitle(now.lane.isEmpty() ? tr("Export the conversation")
                                      : tr("Export the conversation of %1").arg(now.lane));
    for (const ExportFormat &format : std::as_const(m_formats))
        m_format->addItem(u"%1 (.%2)"_s.arg(format.name, format.suffix));
    m_format->setAccessibleName(tr("Format"));
    const auto count = static_cast<int>(now.selected.entries.size());
    m_selection->setText(tr("Only the %n selected messages", nullptr, count));
    m_selection->setVisible(count > 0);
    buildLayout();
    showFormat();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(
        m_buttons->button(QDialogButtonBox::Save), &QPushButton::clicked, this, &ExportDialog::choosePlace);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ExportDialog::buildLayout()
{
    m_description->setProperty("role", u"secondary"_s);
    m_description->setWordWrap(true);
    m_result->setObjectName(u"exportResult"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setWordWrap(true);
    m_result->hide();
    QPushButton *save = m_buttons->button(QDialogButtonBox::Save);
    save->setText(tr("Save…"));
    save->setDefault(true);
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setVerticalSpacing(10);
    layout->addRow(tr("Format"), m_format);
    layout->addRow(QString(), m_description);
    layout->addRow(QString(), m_selection);
    layout->addRow(m_result);
    layout->addRow(m_buttons);
    setMinimumWidth(460);
}

void ExportDialog::showFormat()
{
    m_description->setText(format().description);
    m_result->hide();
}

void ExportDialog::choosePlace()
{
    auto *dialog = new QFileDialog(
        this, tr("Save the conversation"), m_folder, u"%1 (*.%2)"_s.arg(format().name, format().suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(format().suffix);
    dialog->selectFile(exportName(transcript(), format()));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::saveTo);
    dialog->open();
}

void ExportDialog::saveTo(const QString &path)
{
    workVisibly(
        this, tr("Writing %1…").arg(QFileInfo(path).fileName()),
        [path, write = format().write, transcript = transcript()](const std::stop_token &stop) {
            const QByteArray file = write(transcript);
            return stop.stop_requested() ? std::expected<void, QString>() : writeFile(path, file);
        },
        [this, path](const std::expected<void, QString> &result) { showResult(path, result); });
}

void ExportDialog::showResult(const QString &path, const std::expected<void, QString> &result)
{
    const QString shown = QDir::toNativeSeparators(path);
    m_result->setText(result ? tr("Saved to %1").arg(shown) : notSaved(path, result.error()));
    m_result->setProperty("role", result ? u"good"_s : u"warning"_s);
    m_result->style()->polish(m_result); // its role has changed
    m_result->show();
    if (!result)
        return;
    rememberFolderOf(path);
    m_folder = savingFolder();
    m_buttons->button(QDialogButtonBox::Close)->setFocus();
}

const ExportFormat &ExportDialog::format() const
{
    return m_formats.at(m_format->currentIndex());
}

Transcript ExportDialog::transcript() const
{
    const ExportSource now = m_source();
    return m_selection->isChecked() ? now.selected : now.all;
}

} // namespace Parlance
