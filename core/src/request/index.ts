/** The door to requests: from a webhook and samples to a plan, from an answer to text. */

export type { ContactSample, EventSample } from "../model/samples";
export type { HttpFailure, HttpRequest, HttpResponse } from "../platform";
export type { ProjectReader } from "../project/reader";
export { certificateWarning } from "./certificate";
export type { Candidate, Identified } from "./choose";
export { contactCandidates, contactForWebhook, contactOf, eventCandidates } from "./choose";
export { curlCommand } from "./curl-command";
export { formatJson, jsonLayout } from "./json-layout";
export { isExpected, type JsonPath, jsonAt, jsonTitle, parseJsonPath, readJson } from "./json-value";
export type { Needs } from "./needs";
export { eventDraft, requestNeeds } from "./needs";
export type { PersonalData } from "./personal-data";
export { withoutPersonalData } from "./personal-data";
export type { PlannedValue, PlanOptions, PlanProblem, PlanResult, RequestPlan } from "./plan";
export { planRequest } from "./plan";
export { type RecordedAnswer, type RecordingText, recordingFile, recordingText } from "./recording-text";
export { mask, Redactor } from "./redact";
export type { BodyText } from "./response-text";
export { bodyText, exactText, headerValue } from "./response-text";
export type { Secret, SignConnector } from "./sign";
export { secretParts, secretProblem, secretVariable, sharingVariable, signed } from "./sign";
export { SampleValues } from "./values";
