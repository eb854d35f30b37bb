CREATE TABLE "days" (
	"user_id" text NOT NULL,
	"date" date NOT NULL,
	CONSTRAINT "days_user_id_date_pk" PRIMARY KEY("user_id","date")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"date" date NOT NULL,
	"start" text,
	"minutes" integer NOT NULL,
	"project" text,
	"project_id" text,
	"task" text,
	"tags" jsonb NOT NULL,
	"note" text NOT NULL,
	"billable" boolean NOT NULL,
	"status" text NOT NULL,
	"review_by" text,
	"review_at" timestamp (3) with time zone,
	"review_comment" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "entries_minutes" CHECK ("entries"."minutes" between 1 and 1440),
	CONSTRAINT "entries_status" CHECK ("entries"."status" in ('draft', 'submitted', 'approved', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"user_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"client" text,
	"tasks" jsonb NOT NULL,
	"archived" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decision" text NOT NULL,
	"comment" text,
	"version_seen" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_by_user_and_day" ON "entries" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "entries_waiting" ON "entries" USING btree ("date","created_at") WHERE status in ('draft', 'submitted') and deleted_at is null;--> statement-breakpoint
CREATE INDEX "reviews_by_entry" ON "reviews" USING btree ("entry_id");