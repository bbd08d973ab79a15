// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointcolumn.h"
#include "ui/endpoints/endpointparameters.h"
#include "ui/playground/page.h"
#include "ui/playground/pagekind.h"
#include "wire/endpoints/requestcheck.h"

#include <QTimer>

class QScrollArea;
class QSplitter;
class QVBoxLayout;

namespace Parlance {

class EndpointView;
class RunPanel;

/// A page that asks an endpoint which is no chat: on the left what is sent, on the right any number of runs
/// side by side. A base of the pages for each endpoint, which add their inputs, parameters and the view of a
/// result. What was entered stays whatever comes of it, and only settings are kept between runs.
class EndpointPage : public Page
{
    Q_OBJECT

public:
    /// What the pages of a window share. Both pointers must outlive the pages; `faults` are the failures that
    /// the embedded gateway can simulate.
    struct Services
    {
        ChatClient *client;
        TargetResolver *resolver;
        QList<Fault> faults = {};
    };

    ~EndpointPage() override;

    /// From left to right.
    [[nodiscard]] const QList<EndpointColumn *> &columns() const { return m_columns; }
    /// The column that has the focus or had it last; null before `begin()`.
    [[nodiscard]] EndpointColumn *currentColumn() const { return m_current; }
    EndpointColumn *addColumn(const LaneChoice &choice);
    /// Closes a column unless it is the only one.
    void closeColumn(EndpointColumn *column);

    [[nodiscard]] State state() const override;
    [[nodiscard]] Unsaved unsaved() const override;
    void drop() override;
    [[nodiscard]] QString kept(const KeptTab &tab) const override;
    [[nodiscard]] bool restore(const QString &kept) override;
    [[nodiscard]] bool can(Command command) const override;
    void act(Command command) override;
    [[nodiscard]] QString runText() const override { return m_runText; }
    /// The current column, if there are several.
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] std::shared_ptr<const Call> currentCall() const override;
    /// The calls of all columns.
    [[nodiscard]] Calls callsBeside(const std::shared_ptr<const Call> &call) const override;
    [[nodiscard]] QString gatewayId() const override;
    void goLive(const QString &gatewayId) override;
    void begin(const Page *like) override;
    void open(const QList<LaneChoice> &choices) override;

protected:
    using Keep = EndpointParameters::Keep;

    /// `runText` is on the button, with its mnemonic: "&Embed the texts".
    EndpointPage(const QString &kind, const Services &services, const EndpointModels &known,
        const QString &runText, QWidget *parent);

    /// Where a page puts its inputs, above the parameters.
    [[nodiscard]] QVBoxLayout *inputs() const { return m_inputs; }
    /// Adds a parameter; a private one is not kept between runs.
    void addParameter(ParameterRow *row, Keep keep = Keep::Setting) { m_parameters->add(row, keep); }
    /// The value of a parameter; undefined if it is not sent.
    [[nodiscard]] QJsonValue parameter(QLatin1StringView name) const { return m_parameters->value(name); }
    /// The same of a text.
    [[nodiscard]] std::optional<QString> text(QLatin1StringView name) const;
    /// Call it after each change of an input: checks the request soon.
    void noteInput() { m_checkLater.start(); }
    /// Call it when `state()` changed by something that is in no column.
    void showState();

    /// A view for a new column.
    [[nodiscard]] virtual EndpointView *makeView() = 0;
    /// What is to be said of the request before it is sent with this model.
    [[nodiscard]] virtual RequestCheck check(const QString &model) const = 0;
    [[nodiscard]] virtual bool hasInput() const = 0;
    virtual void focusInput() = 0;
    /// Says this below the columns; empty for nothing.
    void setNote(const QString &text);
    /// A column was added, closed, or shows something else. For what compares columns.
    virtual void columnsChanged() {}

    void applyZoom(qreal factor) override;

private:
    void buildLayout();
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QWidget *makeColumns();
    void connectPanel();
    void connectColumn(EndpointColumn *column);
    void letGo(EndpointColumn *column);
    void chainParts();
    void followFocus(const QWidget *focus);
    void setCurrent(EndpointColumn *column);
    [[nodiscard]] QList<EndpointColumn *> unreserved() const;
    void runAll();
    void run(const QList<EndpointColumn *> &columns);
    [[nodiscard]] RequestCheck checkOf(const QList<EndpointColumn *> &columns) const;
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] LaneChoice nextChoice() const;
    void showCheck();

    EndpointColumn::Shared m_shared;
    const QString m_runText;
    RunPanel *m_panel;
    QVBoxLayout *m_inputs;
    EndpointParameters *m_parameters;
    QFrame *m_side;
    QSplitter *m_splitter;
    QScrollArea *m_scroll;
    QLabel *m_note;
    QList<EndpointColumn *> m_columns;
    EndpointColumn *m_current = nullptr;
    QList<EndpointColumn *> m_refused; ///< that were not sent
    QString m_insisted;                ///< the refusal that the user does not believe
    QTimer m_checkLater;
};

} // namespace Parlance
