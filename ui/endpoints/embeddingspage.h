// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointpage.h"
#include "wire/endpoints/embeddingrequest.h"

#include <QPointer>

#include <expected>
#include <stop_token>

namespace Parlance {

class ElidedLabel;
class LongTextEdit;
class WorkSign;
struct VectorRelations;

/// Texts as vectors, by one model or several side by side (RA-33).
class EmbeddingsPage : public EndpointPage
{
    Q_OBJECT

public:
    [[nodiscard]] static PageKind pageKind(const Services &services);

    explicit EmbeddingsPage(const Services &services, QWidget *parent = nullptr);
    ~EmbeddingsPage() override;

    /// Reads this file in another thread, and sends its lines, too, in place of those of another one. If it
    /// cannot be read, says why, and sends nothing.
    void openFile(const QString &path);

protected:
    [[nodiscard]] EndpointView *makeView() override;
    [[nodiscard]] RequestCheck check(const QString &model) const override;
    [[nodiscard]] bool hasInput() const override;
    void focusInput() override;
    void columnsChanged() override;

private:
    using Relations = std::shared_ptr<const VectorRelations>;
    /// What a model made of the texts.
    struct Result
    {
        QString model;
        QStringList texts;
        Relations relations;
    };

    [[nodiscard]] QWidget *makeTexts();
    [[nodiscard]] QWidget *makeFileRow();
    void addParameters();
    void chooseFile();
    void takeFile(const QString &name, const std::expected<QStringList, QString> &lines);
    void showFile(const QString &words);
    [[nodiscard]] bool isReading() const;
    void forgetFile();
    void showInput();
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] EmbeddingRequest request() const;
    [[nodiscard]] QList<Result> results() const;
    void correlate(const QList<Result> &results);
    [[nodiscard]] static QString correlationOf(
        const Result &one, const Result &other, const std::stop_token &stop);

    LongTextEdit *m_texts;
    QLabel *m_count;
    ElidedLabel *m_file;
    QPushButton *m_open;
    QToolButton *m_forget;
    QPointer<WorkSign> m_reading;
    QStringList m_fileTexts;
    QString m_fileProblem;
    QList<Relations> m_compared; ///< whose rank correlation is said
    std::stop_source m_correlating;
};

} // namespace Parlance
