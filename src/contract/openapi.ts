import { problemSchema } from './problem.ts'
import { MAX_BODY_BYTES, ROUTES, type Route } from './routes.ts'
import { isoWeekSchema } from './week.ts'
import { z } from './zod.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document, derived from the table of routes. Also how a client learns the server's profile. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    const operations = paths[route.path] ?? {}
    operations[route.method.toLowerCase()] = describeRoute(name, route)
    paths[route.path] = operations
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Timesheets API',
      version: '1.0.0',
      description: `Times in UTC, days as local calendar days. A body has at most ${MAX_BODY_BYTES} bytes where nothing else is said.`,
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema(), 'output') },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        boundAccessToken: {
          type: 'http',
          scheme: 'dpop',
          description:
            'An access token that is bound to a key, with a proof of it in the DPoP header (RFC 9449).',
        },
      },
    },
  }
}

function describeRoute(operationId: string, route: Route): Json {
  return {
    operationId,
    summary: route.summary,
    // Under `http` schemes the list names the roles or scopes needed (OpenAPI 3.1, Security Requirement Object).
    security: [{ accessToken: [route.scope] }, { boundAccessToken: [route.scope] }],
    parameters: parametersOf(route),
    ...(route.body && {
      requestBody: { required: !route.bodyOptional, content: jsonContent(schemaOf(route.body, 'input')) },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [
          status,
          {
            description: route.summary,
            ...(route.answerHeaders && { headers: headersOf(route.answerHeaders) }),
            ...(schema && { content: jsonContent(schemaOf(schema, 'output')) }),
          },
        ]),
      ),
      401: problem('Missing or invalid token'),
      403: problem(`The token lacks the scope ${route.scope}, or this caller may not do it`),
      429: problem('Too many requests; see Retry-After'),
      default: problem('Any other failure; its code says which'),
    },
  }
}

function parametersOf(route: Route): Json[] {
  const parameters: Json[] = []
  if (route.path.includes('{id}')) {
    const schema = { type: 'string', format: 'uuid' }
    parameters.push({ name: 'id', in: 'path', required: true, schema })
  }
  if (route.path.includes('{week}')) {
    parameters.push({ name: 'week', in: 'path', required: true, schema: schemaOf(isoWeekSchema(), 'input') })
  }
  if (route.query) {
    const { properties = {} } = schemaOf(route.query, 'input') as { properties?: Record<string, Json> }
    for (const [name, schema] of Object.entries(properties)) {
      parameters.push({ name, in: 'query', required: false, schema })
    }
  }
  if (route.ifMatch) {
    parameters.push({ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } })
  }
  if (route.idempotent) {
    const schema = { type: 'string', maxLength: 255 }
    parameters.push({ name: 'Idempotency-Key', in: 'header', required: false, schema })
  }
  return parameters
}

function headersOf(headers: Readonly<Record<string, string>>): Json {
  const described = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  return Object.fromEntries(described)
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io })
  return json
}

function jsonContent(schema: Json): Json {
  return { 'application/json': { schema } }
}

function problem(description: string): Json {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}
