import { isNamedHost } from "../../request/address";
import { reachOfHost } from "../../request/reach";
import { writtenHost } from "../host";
import { defineRule } from "../rule";

/** Reports a host that is this machine, its network, or an address that is never dialled, in whatever spelling. */
export const rule = defineRule({
  id: "private-host",
  severity: "warning",
  summary: "A webhook goes to a host that the platform can reach.",
  about: ["webhook"],
  check(file, report) {
    const host = writtenHost(file);
    const reach = host && reachOfHost(host.name);
    if (!host || !reach || reach === "public") return;
    if (reach === "private" && isNamedHost(host.name, file.project.config.allowedHosts ?? [])) return;
    const means = host.name === host.text.toLowerCase() ? "" : ` means ${host.name.slice(0, 60)}, and that`;
    report({
      span: host.span,
      message:
        reach === "private"
          ? `\`${host.text.slice(0, 60)}\`${means} is this machine or its network, which the platform cannot reach`
          : `\`${host.text.slice(0, 60)}\`${means} is an address that is never dialled: link-local, metadata of a cloud, or nobody's`,
      help:
        reach === "private"
          ? "Use the public address of the service, or list the host under `allowedHosts` for tests"
          : "Use the public address of the service",
      severity: reach === "private" ? "warning" : "error",
    });
  },
});
