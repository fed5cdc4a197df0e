import { createAsync } from "@solidjs/router";
import { Show } from "solid-js";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { allPlans, verifiedBodies } from "../parts/files.ts";
import { Icon } from "../parts/Icon.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { Table } from "../parts/Table.tsx";
import { path } from "../routes.ts";

export default function PlansDesk() {
  return (
    <StaffOnly title={words("planning").title}>
      <Plans />
    </StaffOnly>
  );
}

/** All plans, for ANCI's staff: where they are drawn up and changed. */
function Plans() {
  const t = words("planning");
  const { workPackages } = words("states");
  const plans = createAsync(() => allPlans());
  const bodies = createAsync(() => verifiedBodies());
  const nameOf = (body: string) => bodies.latest?.find(({ id }) => id === body)?.name ?? "–";
  return (
    <div class="container page">
      <Back href={path("desk")} label={t.back} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="actions">
        <a class="btn btn-primary" href={path("plan-new")}>
          <Icon name="plus" size="sm" /> {t.new}
        </a>
      </p>
      <Show when={plans.latest}>
        {(plans) => (
          <Show when={plans().length > 0} fallback={<EmptyState icon="map-marker" title={t.none} text={t.noneText} />}>
            <Table
              caption={t.title}
              rows={plans()}
              columns={[
                {
                  label: t.col.plan,
                  cell: (plan) => (
                    <>
                      <a href={path("plan-desk", { id: plan.id })}>{plan.title}</a>
                      <br />
                      <small class="soft">{workPackages[plan.workPackage]}</small>
                    </>
                  ),
                },
                { label: t.col.zone, cell: (plan) => plan.zone },
                { label: t.col.lead, cell: (plan) => nameOf(plan.leadPartner) },
                { label: t.col.partners, number: true, cell: (plan) => plan.partners.length },
                { label: t.col.comuni, number: true, cell: (plan) => plan.territory.length },
                { label: t.col.period, cell: (plan) => t.period(dayDate(plan.from), dayDate(plan.to)) },
              ]}
            />
          </Show>
        )}
      </Show>
    </div>
  );
}
