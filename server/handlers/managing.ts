/** What the views of the editor manage: connectors, samples, and files that are made or changed by a form. Nothing is written here. */
import { connectorEdits } from "#core/ide/create/connector-file";
import { newFile } from "#core/ide/create/new-file";
import { shortText } from "#core/model/data";
import type { ContactSample, EventSample, ProjectReader } from "#core/request/index";
import type {
  ConnectorItem,
  EditConnectorParams,
  EditConnectorResult,
  NewFileParams,
  NewFileResult,
  SampleCard,
  SamplesResult,
} from "#protocol";
import { methods } from "#protocol";
import { textEdit } from "../convert";
import type { Session } from "../session";
import { planConnector } from "./own-requests";
import { contactDetail, location } from "./samples";

const failed = "The language server could not do it: its log says why";

export function managing(session: Session): void {
  const { connection, language } = session;
  const readers = () => [...language.workspace.projects()].map((project) => project.reader());

  connection.onRequest(methods.connectors, async (): Promise<readonly ConnectorItem[]> => {
    await session.whenReady();
    return session.guard("connectors", [], () => readers().flatMap((project) => connectorItems(session, project)));
  });

  connection.onRequest(methods.samples, async (): Promise<SamplesResult> => {
    await session.whenReady();
    return session.guard("samples", { contacts: [], events: [], segments: [], fields: [] }, () => ({
      contacts: readers().flatMap((project) => project.contacts().map((sample) => contactCard(project, sample))),
      events: readers().flatMap((project) => project.allEvents().map((sample) => eventCard(project, sample))),
      segments: readers().flatMap((project) => segmentsOf(session, project)),
      fields: readers().flatMap((project) => project.additionalFields().map(({ key, title }) => ({ key, title }))),
    }));
  });

  connection.onRequest<NewFileResult, void>(methods.newFile, async ({ near, folder, wanted }: NewFileParams) => {
    await session.whenReady();
    return session.guard<NewFileResult>("new file", { ok: false, error: failed }, () =>
      newFile(language.project(near), folder, wanted),
    );
  });

  connection.onRequest<EditConnectorResult, void>(methods.editConnector, async ({ uri, connector }: EditConnectorParams) => {
    await session.whenReady();
    return session.guard<EditConnectorResult>("edit connector", { ok: false, error: failed }, () => {
      const file = language.file(uri);
      const edits = file && connectorEdits(file, connector);
      if (!edits)
        return { ok: false, error: "This connector's file is written in a way that a form cannot change: edit it by hand" };
      return { ok: true, value: edits.map((edit) => textEdit(edit, session.lines.of(uri))) };
    });
  });
}

function connectorItems(session: Session, project: ProjectReader): readonly ConnectorItem[] {
  const webhooks = project.webhooks();
  return project.connectors().map((connector) => ({
    ...planConnector(connector),
    ...location(session, connector.uri, connector.nameScalar.span),
    uses: webhooks.filter((webhook) => webhook.connector?.text === connector.name).length,
  }));
}

function segmentsOf(session: Session, project: ProjectReader): SamplesResult["segments"] {
  const declared = new Map(project.segmentDefinitions().map((segment) => [segment.name, segment]));
  return project.segments().map((name) => {
    const segment = declared.get(name);
    return { root: project.root, name, location: segment && location(session, segment.uri, segment.keyScalar.span) };
  });
}

function contactCard({ root }: ProjectReader, sample: ContactSample): SampleCard {
  const values = [...sample.properties, ...sample.fields].map(([name, value]) => [name, shortText(value, 200)] as const);
  return {
    root,
    id: sample.id,
    uri: sample.uri,
    title: sample.title,
    detail: contactDetail(sample),
    values,
    segments: sample.segments,
  };
}

function eventCard({ root }: ProjectReader, sample: EventSample): SampleCard {
  const values = [...sample.parameters].map(([name, value]) => [name, shortText(value, 200)] as const);
  return { root, id: sample.id, uri: sample.uri, title: sample.id, detail: sample.event, values, segments: [] };
}
