import { Catch, type ExceptionFilter } from '@nestjs/common';

/** Hands what a resolver throws to GraphQL as it is: formatError is the one place that makes it an answer, or logs it. */
@Catch()
export class RefusalFilter implements ExceptionFilter<unknown> {
  catch(error: unknown): unknown {
    return error;
  }
}
