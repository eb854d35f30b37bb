CREATE TABLE "change_clocks" (
	"user_id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "entries_by_user_and_change" ON "entries" USING btree ("user_id","updated_at","id");
--> statement-breakpoint
INSERT INTO "change_clocks" SELECT "user_id", max("updated_at") FROM "entries" GROUP BY "user_id";
