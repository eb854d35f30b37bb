CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"week" text NOT NULL,
	"act" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entries" jsonb NOT NULL
);
--> statement-breakpoint
DROP INDEX "entries_waiting";--> statement-breakpoint
CREATE INDEX "submissions_by_user_and_week" ON "submissions" USING btree ("user_id","week");--> statement-breakpoint
CREATE INDEX "entries_waiting" ON "entries" USING btree ("date","created_at") WHERE status = 'submitted' and deleted_at is null;