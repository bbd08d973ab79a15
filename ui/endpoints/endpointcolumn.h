// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointmodels.h"
#include "ui/playground/fault.h"
#include "workspace/gatewayconnection.h"

#include <QFrame>

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace Parlance {

class ChatClient;
class ElidedLabel;
class EndpointView;
class FaultMenu;
class GatewayHelp;
class HttpRun;
class LaneNotice;
class LiveBar;
class MenuButton;
class MetricsStrip;
class ModeBadge;
class RetryBar;
class TierButton;
struct Silence;
struct Target;

/// One of the runs side by side on an endpoint page: gateway and model, what came, its numbers, and what went
/// wrong.
class EndpointColumn : public QFrame
{
    Q_OBJECT

public:
    /// What the columns of a page share; all must outlive them.
    struct Shared
    {
        ChatClient *client;
        TargetResolver *resolver;
        ModelList *models;
        EndpointModels known;
        QList<Fault> faults;
    };

    /// Takes the view.
    EndpointColumn(const Shared &shared, EndpointView *view, QWidget *parent = nullptr);
    ~EndpointColumn() override;

    [[nodiscard]] GatewayConnection *connection() const { return m_connection; }
    [[nodiscard]] EndpointView *view() const { return m_view; }
    /// The model, or else the gateway.
    [[nodiscard]] QString name() const;
    /// Why the endpoint does not work yet, as documented (FF-37); empty if it works.
    [[nodiscard]] QString reserved() const;
    /// Why the page does not run it, in words for the user; empty if it does.
    [[nodiscard]] QString obstacle() const;
    /// True if `run()` would send a request.
    [[nodiscard]] bool canRun() const;
    /// Sends the request of the page. What the one before brought stays until this one brings something.
    void run();
    /// Ends the run, and what the view works at. What has come stays.
    void stop();
    /// The same, and drops what has come.
    void clear();
    /// Whom the request asks that is under way: its model, or else the gateway; empty without one.
    [[nodiscard]] QString asked() const;
    /// True while a request is under way, or the view works at something.
    [[nodiscard]] bool isBusy() const;
    /// True if the newest run failed.
    [[nodiscard]] bool hasFailed() const;
    /// The newest request; null without one.
    [[nodiscard]] std::shared_ptr<const Call> call() const;

    void goLive(const QString &gatewayId);
    /// Says beside the model that menus act on this column; for several columns.
    void setCurrent(bool isCurrent);
    /// For one of several columns: it can be closed.
    void setClosable(bool closable);

Q_SIGNALS:
    /// A run began or ended, what the view shows changed, or the column can or cannot run now.
    void changed();
    /// There is another call.
    void callChanged();
    /// The user wants this column alone to run, also where the endpoint is reserved.
    void runRequested();
    void closeRequested();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makePlaceholder();
    void buildLayout();
    void connectParts();
    void connectHelp();
    void connectFaults();
    void connectRetry();
    [[nodiscard]] Target target() const;
    [[nodiscard]] bool isRunning() const;
    void follow();
    void fitModel();
    [[nodiscard]] QList<Fault> faults() const;
    void fitFault();
    void dropRun();
    void connectRun();
    void showRun();
    void end();
    void beginWait();
    void showState();
    void showHeader();
    void showPlaceholder();
    void showLimits();
    void showUpload(qint64 sent, qint64 total);
    void showProgress();
    void showProgress(const QString &text, std::optional<double> share);

    const Shared m_shared;
    GatewayConnection *m_connection;
    EndpointView *m_view;
    std::unique_ptr<HttpRun> m_run;
    bool m_isShown = false; ///< the view shows this run, not the one before
    RateLimit m_limit;      ///< of its key
    EndpointPicker *m_picker;
    TierButton *m_tier;
    ModeBadge *m_mode;
    ElidedLabel *m_host;
    QLabel *m_limits;
    QMenu *m_menu;
    MenuButton *m_more;
    FaultMenu *m_faults;
    QToolButton *m_close;
    QStackedWidget *m_stack;
    QLabel *m_placeholder;
    QPushButton *m_tryAnyway;
    QLabel *m_remarks;
    LiveBar *m_live;
    LaneNotice *m_notice;
    GatewayHelp *m_help;
    RetryBar *m_retry;
    QProgressBar *m_progress;
    MetricsStrip *m_strip;
};

} // namespace Parlance
