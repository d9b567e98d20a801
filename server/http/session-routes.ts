/** Signing in, who am I, signing out; the first administrator; passwords and PINs. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Principal } from '../access/principal.ts';
import { RuleViolation } from '../errors.ts';
import type { FirstAdministrator } from '../access/first-administrator.ts';
import { cookiesFor } from './caller.ts';
import type { ServiceParts } from './parts.ts';
import { bodyOf, paramsOf } from './typed-body.ts';
import type { RecordedFacts } from '../access/recorded-facts.ts';

const STRICT = { additionalProperties: false };
const Username = Type.String({ minLength: 2, maxLength: 60, pattern: '^\\S+$' });
const Password = Type.String({ minLength: 1, maxLength: 200 });
const Witness = Type.Optional(Type.Object({ username: Username, password: Password }, STRICT));
const PersonParams = Type.Object({ personId: Type.String({ minLength: 1, maxLength: 60 }) }, STRICT);

const SignInBody = Type.Object({ username: Username, password: Password }, STRICT);
const SetupBody = Type.Object(
  {
    code: Type.String({ minLength: 4, maxLength: 40 }),
    personId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    username: Username,
    password: Password,
  },
  STRICT,
);
const PasswordBody = Type.Object(
  {
    username: Type.Optional(Username),
    password: Password,
    currentPassword: Type.Optional(Password),
    witness: Witness,
  },
  STRICT,
);
const PinBody = Type.Object(
  { pin: Type.String({ maxLength: 20 }), currentPassword: Type.Optional(Password), witness: Witness },
  STRICT,
);

export interface SessionParts extends ServiceParts {
  readonly facts: RecordedFacts;
  readonly firstAdministrator: FirstAdministrator;
}

export function addSessionRoutes(app: FastifyInstance, parts: SessionParts): void {
  const { vault, wallClock, limits } = parts;
  const guessing = { rateLimit: { max: limits.guessing, timeWindow: '1 minute' } };
  const cookies = cookiesFor(parts.secure);

  const openSession = (reply: FastifyReply, personId: string): void => {
    const { token } = vault.openSession(personId, wallClock.epochMs());
    reply.setCookie(cookies.session, token, cookies.options);
  };

  app.post('/api/session', {
    config: { access: { allow: ['public'] }, ...guessing },
    schema: { summary: 'Sign in', tags: ['session'], body: SignInBody },
    handler: async (request, reply) => {
      const { username, password } = bodyOf(SignInBody, request);
      const personId = await vault.verifyPassword(username, password);
      const person = personId === undefined ? undefined : parts.office.context().people.person(personId);
      if (personId === undefined || person === undefined || hasLeft(parts, person.leftOn)) {
        // A name that nobody has may be a password typed into the wrong field: the journal keeps it for ever.
        const named = vault.holderOfUsername(username) === undefined ? '' : username;
        await parts.facts.signInRefused(named, 'wrong-or-waiting');
        throw notSignedIn(vault.passwordWaitMs(username));
      }
      await parts.facts.signedIn(personId);
      endOwnSession(parts, request.principal);
      openSession(reply, personId);
      return describe(parts, personId);
    },
  });

  app.get('/api/session', {
    config: { access: { allow: ['public'] } },
    schema: { summary: 'Who am I', tags: ['session'] },
    handler: async (request) => {
      const { principal } = request;
      const setupNeeded = vault.setupCode() !== undefined;
      // Accounts of the demonstration stand on the bench page for everybody; elsewhere nobody is told of any.
      const demo = parts.bench?.accounts !== undefined;
      if (principal.kind === 'person') {
        const session = vault.sessionTimes(principal.sessionId, wallClock.epochMs());
        return { signedIn: true, setupNeeded, demo, session, ...describe(parts, principal.personId) };
      }
      return principal.kind === 'station'
        ? { signedIn: false, setupNeeded, demo, stationId: principal.stationId }
        : { signedIn: false, setupNeeded, demo };
    },
  });

  app.delete('/api/session', {
    config: { access: { allow: ['person'] } },
    schema: { summary: 'Sign out', tags: ['session'] },
    handler: async (request, reply) => {
      endOwnSession(parts, request.principal);
      reply.clearCookie(cookies.session, cookies.options).code(204);
      return null;
    },
  });

  app.post('/api/setup', {
    config: { access: { allow: ['public'] }, ...guessing },
    schema: {
      summary: 'First administrator, by the code printed at the first start',
      tags: ['session'],
      body: SetupBody,
    },
    handler: async (request, reply) => {
      const personId = await parts.firstAdministrator.appoint(bodyOf(SetupBody, request));
      openSession(reply, personId);
      return describe(parts, personId);
    },
  });

  app.get('/api/people/:personId/account', {
    config: { access: { allow: ['system-admin'] } },
    schema: {
      summary: 'The user name of a person; none yet: left out',
      tags: ['people'],
      params: PersonParams,
    },
    handler: async (request) => ({ username: vault.usernameOf(paramsOf(PersonParams, request).personId) }),
  });

  app.post('/api/people/:personId/password', {
    config: { access: { allow: ['person'] }, ...guessing },
    schema: { summary: 'Set a password', tags: ['people'], params: PersonParams, body: PasswordBody },
    handler: async (request, reply) => {
      const { password, ...rest } = bodyOf(PasswordBody, request);
      const { personId } = paramsOf(PersonParams, request);
      await parts.credentials.change(request.principal, 'password', { personId, secret: password, ...rest });
      // Every session of the holder has just ended; whoever changed their own goes on in a new one.
      if (request.principal.kind === 'person' && request.principal.personId === personId)
        openSession(reply, personId);
      return {};
    },
  });

  app.post('/api/people/:personId/pin', {
    config: { access: { allow: ['person'] }, ...guessing },
    schema: {
      summary: 'Set a PIN for the cabinet (YX-Y1)',
      tags: ['people'],
      params: PersonParams,
      body: PinBody,
    },
    handler: async (request) => {
      const { pin, ...rest } = bodyOf(PinBody, request);
      const { personId } = paramsOf(PersonParams, request);
      await parts.credentials.change(request.principal, 'pin', { personId, secret: pin, ...rest });
      return {};
    },
  });
}

/** Says how long to wait, so that nobody goes on trying; by then nothing more is told of whether the name exists. */
function notSignedIn(waitMs: number): RuleViolation {
  if (waitMs === 0)
    return new RuleViolation(
      'SIGN_IN_REFUSED',
      '未登录：用户名或密码不对。请核对后再试，连错五次须等候；忘记密码请找系统管理员。',
    );
  const params = { waitS: Math.ceil(waitMs / 1000) };
  return new RuleViolation(
    'SIGN_IN_WAIT',
    '未登录：连错五次，须等候，其间输入正确的密码也不能登录。请等候期满再试；忘记密码请找系统管理员重设。',
    { params },
  );
}

function endOwnSession(parts: ServiceParts, principal: Principal): void {
  if (principal.kind === 'person') parts.vault.closeSession(principal.sessionId);
}

function hasLeft(parts: ServiceParts, leftOn: string | undefined): boolean {
  return leftOn !== undefined && leftOn <= parts.office.context().officeDate;
}

function describe(parts: ServiceParts, personId: string): object {
  const { people } = parts.office.context();
  const person = people.person(personId);
  return {
    personId,
    name: person?.name,
    roles: person?.roles,
    section: person && people.section(person.sectionId)?.name,
    username: parts.vault.usernameOf(personId),
  };
}
